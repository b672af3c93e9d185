/** @file What is seen of a series: how often it was measured, where rows lack, how strong its trend and its seasons are. */
import * as v from 'valibot'

const Count = v.pipe(v.number(), v.integer(), v.minValue(0))

/** `workday`: from Monday to Friday; `number`: the time column holds numbers; `irregular`: no step fits. */
export const FREQUENCY_UNITS = [
  'second',
  'minute',
  'hour',
  'day',
  'workday',
  'week',
  'month',
  'year',
  'number',
  'irregular',
] as const
export const FrequencyUnit = v.picklist(FREQUENCY_UNITS)
export type FrequencyUnit = v.InferOutput<typeof FrequencyUnit>

/** Rows lack after this moment: days since 1970-01-01, or the number of the time column. */
export const TimeGap = v.strictObject({ after: v.number(), missing: v.number() })
export type TimeGap = v.InferOutput<typeof TimeGap>

export const Frequency = v.strictObject({
  unit: FrequencyUnit,
  /** Units from one row to the next: 3 months, 15 minutes; 0 where it is irregular. */
  step: v.number(),
  /** The first ones; `gapCount` says how many there are. */
  gaps: v.array(TimeGap),
  gapCount: Count,
  /** Rows that lack in all gaps. */
  missingCount: v.number(),
  /** Rows whose moment an earlier row of the same series has. */
  duplicateCount: Count,
  /** Whether the rows stand in the order of their time. */
  isSorted: v.boolean(),
})
export type Frequency = v.InferOutput<typeof Frequency>

/** Of forecasts over some samples, in units of the target. */
export const ForecastError = v.strictObject({
  /** Mean absolute error. */
  mae: v.number(),
  /** Root of the mean squared error. */
  rmse: v.number(),
  /** Samples that could be compared. */
  count: Count,
})
export type ForecastError = v.InferOutput<typeof ForecastError>

/** What a model has to beat; null where nothing can be compared. */
export const NaiveBaselines = v.strictObject({
  /** Of forecasting the last figure that is read. */
  naive: v.nullable(ForecastError),
  /** Of forecasting the figure of the same season, the last time it was known; null without a season. */
  seasonalNaive: v.nullable(ForecastError),
})
export type NaiveBaselines = v.InferOutput<typeof NaiveBaselines>

/** The same, with the rows after which the figures repeat; null where no season is known. */
export const NaiveForecasts = v.strictObject({ ...NaiveBaselines.entries, season: v.nullable(Count) })
export type NaiveForecasts = v.InferOutput<typeof NaiveForecasts>

/** At most 41, of lag 0, 1, 2 … */
const Correlations = v.pipe(v.array(v.number()), v.maxLength(41))

export const SeriesProfile = v.strictObject({
  /** Name of the column that is looked at: the target. */
  column: v.string(),
  frequency: Frequency,
  /** Series in the table, and rows of the longest: points, seasons and correlations are of that one. */
  seriesCount: Count,
  longest: Count,
  /** First and last moment, as in `TimeGap`; null in a table without a time column. */
  firstTime: v.nullable(v.number()),
  lastTime: v.nullable(v.number()),
  /** Rows after which the figures repeat, such as 12 of months; null where no season is known. */
  season: v.nullable(Count),
  /** 0 to 1 (Wang, Smith and Hyndman 2006); null where there are too few rows. */
  trendStrength: v.nullable(v.number()),
  seasonalStrength: v.nullable(v.number()),
  autocorrelation: Correlations,
  /** On the validation samples of the first fold. */
  baselines: NaiveBaselines,
  /** In order of time; the least and the most of every stretch are among them. */
  points: v.pipe(v.array(v.strictObject({ time: v.number(), value: v.number() })), v.maxLength(1000)),
})
export type SeriesProfile = v.InferOutput<typeof SeriesProfile>
