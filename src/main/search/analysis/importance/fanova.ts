/** @file Importance as a share of variance: what a parameter alone explains of how results differ over the space. */
import type { Forest } from '../../forest'
import { mean, quantile } from '../quantiles'
import type { Sliced } from '../types'
import { varianceOfTree } from './marginals'
import type { SpaceMeasure } from './spaceMeasure'

/** An importance with the range in which four of five estimates lie. */
export interface ImportanceEstimate {
  readonly importance: number
  readonly low: number
  readonly high: number
}

/**
 * @returns by axis the share of the variance, as the mean over trees; every tree has its own draw of the trials, so the spread between them says how far
 * the trials bear the figure. Null where no tree varies.
 */
export function* fanova(forest: Forest, measure: SpaceMeasure): Sliced<ImportanceEstimate[] | null> {
  const shares: Float64Array[] = []
  for (const tree of forest.trees) {
    const { total, parts } = varianceOfTree(tree, measure)
    if (total > 0) shares.push(parts.map((part) => part / total))
    yield
  }
  if (shares.length === 0) return null
  return measure.axes.map((_, index) => estimateOf(shares.map((parts) => parts[index] ?? 0)))
}

export function estimateOf(draws: readonly number[]): ImportanceEstimate {
  return { importance: mean(draws), low: quantile(draws, 0.1), high: quantile(draws, 0.9) }
}
