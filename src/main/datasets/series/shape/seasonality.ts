/** @file How strong the trend and the seasons of a series are. */
import type { Frequency, FrequencyUnit } from '../../../../shared/domain/seriesProfile'
import { rollSums } from '../past/rolling'

/** Seasons that are looked for: rows of a unit after which figures usually repeat. */
const SEASONS: { readonly [Unit in FrequencyUnit]: readonly number[] } = {
  second: [60],
  minute: [60, 1440],
  hour: [24, 168],
  day: [7, 365],
  workday: [5],
  week: [52],
  month: [12],
  year: [],
  number: [],
  irregular: [],
}

export interface Seasonality {
  readonly season: number | null
  readonly trendStrength: number | null
  readonly seasonalStrength: number | null
}

/** Of the seasons that a frequency suggests, the strongest; a trend is judged without one, too. */
export function findSeasonality(
  values: Float64Array,
  { unit, step }: Pick<Frequency, 'unit' | 'step'>,
): Seasonality {
  const seasons = SEASONS[unit]
    .map((season) => season / step)
    .filter((season) => Number.isInteger(season) && season >= 2 && values.length >= 2 * season + 1)
  const [strongest] = seasons
    .map((season) => ({ season, ...strengthsOf(values, season) }))
    .sort((left, right) => right.seasonalStrength - left.seasonalStrength)
  if (strongest) return strongest
  const isLong = values.length >= 2 * PLAIN_TREND
  return {
    season: null,
    trendStrength: isLong ? strengthsOf(values, PLAIN_TREND).trendStrength : null,
    seasonalStrength: null,
  }
}

/** Rows over which a trend is smoothed where there is no season. */
const PLAIN_TREND = 7

/**
 * y = T + S + R by moving averages (the classical decomposition): T is the mean over one season around a row, S the mean of
 * y − T over the rows of the same season, less the mean of all seasons. Strengths are 1 − Var(R) / Var(T + R) and
 * 1 − Var(R) / Var(S + R), not below 0 (Wang, Smith and Hyndman 2006).
 */
function strengthsOf(
  values: Float64Array,
  season: number,
): { trendStrength: number; seasonalStrength: number } {
  const trend = smooth(values, season)
  const seasonal = averageSeasons(
    values.map((value, at) => value - (trend[at] ?? NaN)),
    season,
  )
  const rest = values.map((value, at) => value - (trend[at] ?? NaN) - (seasonal[at % season] ?? NaN))
  const restVariance = varianceOf(rest)
  const strength = (component: (at: number) => number) => {
    const variance = varianceOf(rest.map((value, at) => value + component(at)))
    return variance > 0 ? Math.max(0, 1 - restVariance / variance) : 0
  }
  return {
    trendStrength: strength((at) => trend[at] ?? NaN),
    seasonalStrength: strength((at) => seasonal[at % season] ?? NaN),
  }
}

/** The mean over one season around each row; for an even season the two at its ends count half. NaN at both ends. */
function smooth(values: Float64Array, season: number): Float64Array {
  const half = Math.floor(season / 2)
  const sums = rollSums(values, season)
  const trend = new Float64Array(values.length).fill(NaN)
  for (let at = half; at + half < values.length; at++) {
    const sum = sums[at - half] ?? NaN
    const next = season % 2 === 0 ? (sums[at - half + 1] ?? NaN) : sum
    trend[at] = (sum + next) / (2 * season)
  }
  return trend
}

function averageSeasons(detrended: Float64Array, season: number): Float64Array {
  const sums = new Float64Array(season)
  const counts = new Float64Array(season)
  detrended.forEach((value, at) => {
    if (Number.isNaN(value)) return
    sums[at % season] = (sums[at % season] ?? 0) + value
    counts[at % season] = (counts[at % season] ?? 0) + 1
  })
  const means = sums.map((sum, phase) => sum / (counts[phase] ?? 0))
  const overall = meanOf(means)
  return means.map((mean) => mean - overall)
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function varianceOf(values: Float64Array): number {
  const present = values.filter((value) => !Number.isNaN(value))
  const mean = meanOf(present)
  return meanOf(present.map((value) => (value - mean) ** 2))
}
