/** @file Why a trial was given up, or waits. */

/**
 * Codes of the reason of a pruned or waiting trial, with their details; values are in the units of the objective, steps are epochs.
 * - `prune/by-hand`
 * - `prune/median` step, value, bound, trials · `prune/percentile` also percent: its best value so far, and what the others had at this step
 * - `prune/front` step, front, bound, trials: with several objectives, the front it lies on (1 is the best) and the last one that goes on
 * - `prune/rung` step, place, trials, factor · `prune/bracket` also bracket (from 1): its place among those that came so far, of which one in `factor` goes on
 * - `prune/unscored` step: it came to a rung without a value
 * - `prune/patience` step, steps, value: no better than this for so many steps
 * - `prune/below`, `prune/above` step, value, bound
 * - `prune/wilcoxon` runs, best, p: worse than trial `best` on the same runs
 * - `prune/extrapolation` step, value, bound, chance: what it would reach, the best value there is, and the probability of beating it
 * - `prune/generation` step: waits for the others of its population · `prune/replaced` step, by: trial `by` was copied in its place
 */
export const PRUNE_CODES = [
  'prune/by-hand',
  'prune/median',
  'prune/percentile',
  'prune/front',
  'prune/rung',
  'prune/bracket',
  'prune/unscored',
  'prune/patience',
  'prune/below',
  'prune/above',
  'prune/wilcoxon',
  'prune/extrapolation',
  'prune/generation',
  'prune/replaced',
] as const
export type PruneCode = (typeof PRUNE_CODES)[number]

export function isPruneCode(code: string): code is PruneCode {
  return PRUNE_CODES.some((known) => known === code)
}
