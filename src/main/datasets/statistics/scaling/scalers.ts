/** @file Centre and width of a column, by which its figures are brought to a common size. */
import { isConstant, momentsOf, rangeOf } from '../column/moments'
import { quantilesOf } from '../column/quantiles'

/**
 * A figure x becomes (x − center) / scale. The scale is never 0: a column that does not change, or has no figure at all,
 * keeps the scale 1.
 */
export interface Scaling {
  readonly center: number
  readonly scale: number
}

const UNCHANGED: Scaling = { center: 0, scale: 1 }

/** Mean 0, standard deviation 1 of the rows themselves: scikit-learn's `StandardScaler`. */
export function fitStandard(values: Float64Array): Scaling {
  const moments = momentsOf(values)
  return {
    center: moments.mean,
    scale: isConstant(moments) ? 1 : usableScale(Math.sqrt(moments.variance)),
  }
}

/** The smallest figure becomes `low`, the largest `high`: scikit-learn's `MinMaxScaler`. */
export function fitMinMax(values: Float64Array, low = 0, high = 1): Scaling {
  const range = rangeOf(values)
  if (!range) return UNCHANGED
  const scale = usableScale(range.high - range.low) / (high - low)
  return { center: range.low - low * scale, scale }
}

/**
 * The median becomes 0, the distance between two quantiles 1: scikit-learn's `RobustScaler`.
 * @param shares of the two quantiles, from 0 to 1.
 */
export function fitRobust(values: Float64Array, shares: readonly [number, number] = [0.25, 0.75]): Scaling {
  const [low = NaN, median = NaN, high = NaN] = quantilesOf(values, [shares[0], 0.5, shares[1]])
  return Number.isNaN(median) ? UNCHANGED : { center: median, scale: usableScale(high - low) }
}

/** The largest figure without its sign becomes 1: scikit-learn's `MaxAbsScaler`. */
export function fitMaxAbs(values: Float64Array): Scaling {
  const range = rangeOf(values)
  return range ? { center: 0, scale: usableScale(Math.max(-range.low, range.high)) } : UNCHANGED
}

/** Widths that rounding alone may have made count as none, as in scikit-learn's `_handle_zeros_in_scale`. */
function usableScale(scale: number): number {
  return scale < 10 * Number.EPSILON ? 1 : scale
}
