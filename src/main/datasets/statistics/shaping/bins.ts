/** @file Cuts a column into bins. */
import { rangeOf } from '../column/moments'
import { presentOf } from '../column/present'
import { evenShares, quantilesOfSorted } from '../column/quantiles'
import { clusterLine } from './clusterLine'
import { countUpTo } from './quantileTransform'

/** Bins of equal width, of equally many rows, or around the centres of k-means. */
export type BinRule = 'uniform' | 'quantile' | 'kMeans'

/** Bins that are no wider are left out. */
const NARROWEST = 1e-8

/**
 * The edges of bins as scikit-learn's `KBinsDiscretizer` has them (its quantiles interpolated linearly).
 * @param count of bins wanted, from 1. @returns ascending, one more than there are bins; −∞ and ∞ for a column that does
 * not change.
 */
export function fitBinEdges(values: Float64Array, rule: BinRule, count: number): Float64Array {
  const range = rangeOf(values)
  if (!range || range.low === range.high) return Float64Array.of(-Infinity, Infinity)
  const even = evenShares(count + 1).map((share) => range.low + share * (range.high - range.low))
  even[count] = range.high
  if (rule === 'uniform') return Float64Array.from(even)
  const sorted = presentOf(values).sort()
  return rule === 'quantile'
    ? withoutNarrow(quantilesOfSorted(sorted, evenShares(count + 1)))
    : withoutNarrow(
        Float64Array.of(range.low, ...middlesOf(clusterLine(sorted, middlesOf(even))), range.high),
      )
}

/** @returns the bin of a figure from 0; the first or last one beyond the edges, NaN where it is missing. */
export function binOf(value: number, edges: Float64Array): number {
  return Number.isNaN(value) ? NaN : countUpTo(edges.subarray(1, -1), (edge) => edge <= value)
}

function middlesOf(items: ArrayLike<number>): number[] {
  return Array.from({ length: items.length - 1 }, (_, at) => ((items[at] ?? 0) + (items[at + 1] ?? 0)) / 2)
}

function withoutNarrow(edges: Float64Array): Float64Array {
  return edges.filter((edge, at) => at === 0 || edge - (edges[at - 1] ?? 0) > NARROWEST)
}
