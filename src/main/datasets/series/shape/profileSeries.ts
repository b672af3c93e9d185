/** @file Looks at a series: how often it was measured, what lacks, its trend, its seasons, and points for a chart. */
import type { SeriesProfile } from '../../../../shared/domain/seriesProfile'
import { autocorrelation } from './autocorrelation'
import { checkFrequency } from '../frequency/checkFrequency'
import { findSeasonality } from './seasonality'
import { orderSeries } from '../windows/seriesOrder'
import { thinOut } from './thinOut'

const LAGS = 40
const POINTS = 1000
/** Seasons and correlations are those of the latest rows: more of them say no more. */
const MOST_JUDGED = 100_000

export interface SeriesRequest {
  /** Name of the column whose figures are looked at. */
  readonly column: string
  /** Figure of every row of the table; NaN where missing. */
  readonly values: Float64Array
  /** Rows that count, ascending: best without the sealed ones. */
  readonly rows: Int32Array
  /** By row of the table; null: rows follow each other as they stand. */
  readonly timeOf: Float64Array | null
  /** Whether times are days since 1970-01-01. */
  readonly isDate: boolean
  /** Code of the series of each row of the table; null: one series. */
  readonly seriesOf: Int32Array | null
}

/** What is seen without cutting samples. */
export type SeriesFacts = Omit<SeriesProfile, 'baselines'>

export function profileSeries(request: SeriesRequest): SeriesFacts {
  const { column, rows, values, timeOf, seriesOf } = request
  const series = splitSeries(rows, seriesOf)
  const timesOf = (members: Int32Array) =>
    Float64Array.from(members, (row, at) => (timeOf ? (timeOf[row] ?? NaN) : at))
  const frequency = checkFrequency(series.map(timesOf), request.isDate && timeOf !== null)
  const longest = series.reduce((best, next) => (next.length > best.length ? next : best), new Int32Array(0))
  const ordered = orderSeries({
    rows: longest,
    timeOf: timeOf && timesOf(longest),
    seriesOf: null,
    breaks: null,
  }).rows
  const figures = Float64Array.from(ordered, (row) => values[row] ?? NaN)
  const times = timesOf(ordered)
  const latest = figures.subarray(Math.max(0, figures.length - MOST_JUDGED))
  return {
    column,
    frequency,
    seriesCount: series.length,
    longest: longest.length,
    firstTime: timeOf ? (times[0] ?? null) : null,
    lastTime: timeOf ? (times.at(-1) ?? null) : null,
    ...findSeasonality(latest, frequency),
    autocorrelation: autocorrelation(latest, LAGS),
    points: thinOut(figures, POINTS).map((at) => ({ time: times[at] ?? 0, value: figures[at] ?? 0 })),
  }
}

/** @returns the rows of each series, by code. */
export function splitSeries(rows: Int32Array, seriesOf: Int32Array | null): Int32Array[] {
  if (!seriesOf) return [rows]
  const members = new Map<number, number[]>()
  for (const row of rows) {
    const code = seriesOf[row] ?? -1
    const known = members.get(code)
    if (known) known.push(row)
    else members.set(code, [row])
  }
  return [...members].sort(([left], [right]) => left - right).map(([, known]) => Int32Array.from(known))
}
