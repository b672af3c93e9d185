/** @file A figure of the last rows, such as their mean; the row itself is one of them. */
import type { ROLLING_STATISTICS } from '../../../../shared/domain/recipe'
import { rollMedian } from './rollMedian'
import type { SeriesOrder } from '../windows/seriesOrder'

export type RollingStatistic = (typeof ROLLING_STATISTICS)[number]

export interface Rolling {
  readonly statistic: RollingStatistic
  /** Rows, at least 1. */
  readonly window: number
}

/**
 * Values go by place. NaN while a stretch has fewer rows, and where one of them is missing. `deviation` is that of a sample
 * (divided by one less than their number), as in pandas.
 */
export function rolling(
  values: Float64Array,
  { startOf }: Pick<SeriesOrder, 'startOf'>,
  { statistic, window }: Rolling,
): Float64Array {
  const rolled = new Float64Array(values.length).fill(NaN)
  for (let start = 0; start < values.length;) {
    let end = start + 1
    while (end < values.length && startOf[end] === start) end++
    if (end - start >= window) {
      const stretch = ROLLERS[statistic](values.subarray(start, end), window)
      rolled.set(stretch, start + window - 1)
    }
    start = end
  }
  return rolled
}

/** One figure a whole window of a stretch. */
type Roller = (stretch: Float64Array, window: number) => Float64Array

const ROLLERS: { readonly [Name in RollingStatistic]: Roller } = {
  mean: (stretch, window) => rollSums(stretch, window).map((sum) => sum / window),
  sum: rollSums,
  least: (stretch, window) => rollFold(stretch, window, Math.min),
  most: (stretch, window) => rollFold(stretch, window, Math.max),
  median: rollMedian,
  deviation: rollDeviation,
}

/** The sum of every whole window. */
export function rollSums(stretch: Float64Array, window: number): Float64Array {
  return rollFold(stretch, window, (left, right) => left + right)
}

/**
 * Folds every window by an associative function, in three calls a row whatever the window (van Herk 1992; Gil and Werman
 * 1993): a window is the end of one block of its size and the beginning of the next. Nothing is taken away again, so no
 * digits are lost.
 */
function rollFold(
  stretch: Float64Array,
  window: number,
  merge: (left: number, right: number) => number,
): Float64Array {
  const fromStart = stretch.slice()
  const toEnd = stretch.slice()
  for (let at = 1; at < stretch.length; at++) {
    if (at % window !== 0) fromStart[at] = merge(fromStart[at - 1] ?? NaN, stretch[at] ?? NaN)
  }
  for (let at = stretch.length - 2; at >= 0; at--) {
    if ((at + 1) % window !== 0) toEnd[at] = merge(stretch[at] ?? NaN, toEnd[at + 1] ?? NaN)
  }
  return Float64Array.from({ length: stretch.length - window + 1 }, (_, start) =>
    start % window === 0
      ? (toEnd[start] ?? NaN)
      : merge(toEnd[start] ?? NaN, fromStart[start + window - 1] ?? NaN),
  )
}

/** Two passes over every window, around its own mean: exact where figures are large and change little. */
function rollDeviation(stretch: Float64Array, window: number): Float64Array {
  return rollSums(stretch, window).map((sum, start) => {
    const mean = sum / window
    let squares = 0
    for (let at = start; at < start + window; at++) squares += ((stretch[at] ?? NaN) - mean) ** 2
    return Math.sqrt(squares / (window - 1))
  })
}
