/** @file Quantiles of a column of figures, NaN where missing. */
import { presentOf } from './present'
import { selectRank } from './select'

/** Up to so many, each is selected; more are read off the sorted column. */
const FEW = 6

/**
 * Quantiles by linear interpolation between the two nearest ranks: numpy's `percentile(method="linear")`, type 7 of
 * Hyndman and Fan (1996).
 * @param shares each from 0 to 1, ascending. @returns a figure a share; NaN each where no figure is there.
 */
export function quantilesOf(values: Float64Array, shares: readonly number[]): Float64Array {
  const items = presentOf(values)
  if (items.length === 0) return new Float64Array(shares.length).fill(NaN)
  if (shares.length > FEW) return quantilesOfSorted(items.sort(), shares)
  let from = 0
  return Float64Array.from(shares, (share) => {
    const rank = Math.floor(share * (items.length - 1))
    const lower = selectRank(items, rank, from)
    from = rank
    return interpolate(lower, smallestAfter(items, rank), share * (items.length - 1) - rank)
  })
}

/** @param sorted ascending, without NaN, not empty. */
export function quantilesOfSorted(sorted: Float64Array, shares: readonly number[]): Float64Array {
  return Float64Array.from(shares, (share) => {
    const at = share * (sorted.length - 1)
    const rank = Math.floor(at)
    const lower = sorted[rank] ?? NaN
    return interpolate(lower, sorted[rank + 1] ?? lower, at - rank)
  })
}

/** @returns the item of the next rank, where the one of this rank stands at its place. */
function smallestAfter(items: Float64Array, rank: number): number {
  let smallest = Infinity
  for (let at = rank + 1; at < items.length; at++) smallest = Math.min(smallest, items[at] ?? smallest)
  return rank + 1 < items.length ? smallest : (items[rank] ?? NaN)
}

/** Counts from the nearer end, as numpy does, so that the last figure is met exactly. */
function interpolate(lower: number, upper: number, share: number): number {
  if (lower === upper) return lower
  return share < 0.5 ? lower + (upper - lower) * share : upper - (upper - lower) * (1 - share)
}

/** @returns `count` numbers from 0 to 1 at equal distances; 0 alone where `count` is 1. */
export function evenShares(count: number): number[] {
  return Array.from({ length: count }, (_, at) => (count === 1 ? 0 : at / (count - 1)))
}
