/** @file Brings a column to a uniform or normal distribution by its own quantiles. */
import { evenShares, quantilesOf } from '../column/quantiles'
import { normalQuantile } from '../special/normal'

export type QuantileShape = 'uniform' | 'normal'

/** A figure as near as this to the first or last quantile counts as beyond it, where the result is normal. */
const NEAR = 1e-7
/** Results stay as finite as they are in scikit-learn: within ±5.2. */
const NORMAL_LIMIT = normalQuantile(1 - (NEAR - Number.EPSILON))

/**
 * Quantiles at equal shares from 0 to 1, as scikit-learn's `QuantileTransformer` has them of all rows.
 * @param count of quantiles at most; no more than figures are there. @returns ascending; empty where none is there.
 */
export function fitQuantiles(values: Float64Array, count: number): Float64Array {
  const present = values.reduce((sum, value) => sum + (Number.isNaN(value) ? 0 : 1), 0)
  return present === 0
    ? new Float64Array(0)
    : quantilesOf(values, evenShares(Math.max(1, Math.min(count, present))))
}

/** @param quantiles of `fitQuantiles`. @returns the figure's place among them, NaN where it is missing. */
export function applyQuantiles(value: number, quantiles: Float64Array, shape: QuantileShape): number {
  if (Number.isNaN(value) || quantiles.length === 0) return NaN
  const near = shape === 'normal' ? NEAR : 0
  const share = isBefore(value, quantiles[0] ?? NaN, near)
    ? 0
    : isBefore(-value, -(quantiles[quantiles.length - 1] ?? NaN), near)
      ? 1
      : shareOf(value, quantiles)
  if (shape === 'uniform') return share
  return Math.max(-NORMAL_LIMIT, Math.min(NORMAL_LIMIT, normalQuantile(share)))
}

/** @returns whether a figure lies before the end, on it, or almost on it. */
function isBefore(value: number, end: number, near: number): boolean {
  return value <= end || value - near < end
}

/** The mean of both directions of interpolation: a figure that fills several quantiles stands in the middle of them. */
function shareOf(value: number, quantiles: Float64Array): number {
  const after = countUpTo(quantiles, (quantile) => quantile <= value)
  const from = countUpTo(quantiles, (quantile) => quantile < value)
  if (after === from) return between(value, quantiles, after) / (quantiles.length - 1)
  return (from + after - 1) / 2 / (quantiles.length - 1)
}

/** @returns the place of a figure between two neighbours, the second of them at `after`. */
function between(value: number, quantiles: Float64Array, after: number): number {
  const lower = quantiles[after - 1] ?? value
  const upper = quantiles[after] ?? value
  return after - 1 + (value - lower) / (upper - lower)
}

/** @returns how many items at the beginning hold the condition (by halving: it must not hold again later). */
export function countUpTo(items: Float64Array, holds: (item: number) => boolean): number {
  let [low, high] = [0, items.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(items[middle] ?? NaN)) low = middle + 1
    else high = middle
  }
  return low
}
