/** @file Bounds beyond which a figure counts as an outlier, for clipping and counting. */
import { momentsOf } from '../column/moments'
import { quantilesOf } from '../column/quantiles'

/** Both inclusive; −∞ and ∞ where the column has no figure. */
export interface Bounds {
  readonly low: number
  readonly high: number
}

/** Tukey's fences (1977): `factor` times the distance of the quartiles beyond either of them. */
export function boundByQuartiles(values: Float64Array, factor = 1.5): Bounds {
  const [lower = NaN, upper = NaN] = quantilesOf(values, [0.25, 0.75])
  const reach = factor * (upper - lower)
  return orUnbounded(lower - reach, upper + reach)
}

/** `factor` standard deviations (of the rows themselves) around the mean. */
export function boundByDeviation(values: Float64Array, factor = 3): Bounds {
  const { count, mean, variance } = momentsOf(values)
  const reach = factor * Math.sqrt(variance)
  return count === 0 ? orUnbounded(NaN, NaN) : { low: mean - reach, high: mean + reach }
}

/** Quantiles. @param lowShare from 0 to 1. @param highShare from `lowShare` to 1. */
export function boundByShares(values: Float64Array, lowShare: number, highShare: number): Bounds {
  const [low = NaN, high = NaN] = quantilesOf(values, [lowShare, highShare])
  return orUnbounded(low, high)
}

function orUnbounded(low: number, high: number): Bounds {
  return Number.isNaN(low) ? { low: -Infinity, high: Infinity } : { low, high }
}
