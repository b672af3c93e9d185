/** @file What training makes small: the losses, and which of them suit a goal. */
import * as v from 'valibot'
import type { Goal } from './task'

export const LOSSES = [
  'auto',
  'mse',
  'mae',
  'huber',
  'logCosh',
  'poisson',
  'quantile',
  'crossEntropy',
  'klDivergence',
  'focal',
  'hinge',
  'supervisedContrastive',
  'contrastive',
  'triplet',
  'cosFace',
  'arcFace',
] as const
export const LossName = v.picklist(LOSSES)
export type LossName = v.InferOutput<typeof LossName>

/** A loss that is decided: `auto` has become the usual one of the goal. */
export type DecidedLoss = Exclude<LossName, 'auto'>

/**
 * The losses of a goal, the usual one first. Cross-entropy of a reconstruction takes every input for a share between 0 and 1;
 * for generation it is the game of Goodfellow et al. 2014 (their non-saturating form), `mse` that of Mao et al. 2017 and
 * `hinge` that of Lim and Ye 2017. Kullback–Leibler differs from cross-entropy only where targets are
 * smoothed. Those of an embedding are told in `compiler/losses/embeddingLosses.ts`.
 */
export const GOAL_LOSSES: Record<Goal, readonly [DecidedLoss, ...DecidedLoss[]]> = {
  binary: ['crossEntropy', 'klDivergence', 'focal', 'hinge'],
  multiclass: ['crossEntropy', 'klDivergence', 'focal', 'hinge'],
  regression: ['mse', 'mae', 'huber', 'logCosh', 'poisson', 'quantile'],
  reconstruction: ['mse', 'mae', 'huber', 'logCosh', 'crossEntropy'],
  generation: ['crossEntropy', 'mse', 'hinge'],
  embedding: ['supervisedContrastive', 'contrastive', 'triplet', 'cosFace', 'arcFace'],
}

export function isLossOf(goal: Goal, loss: unknown): boolean {
  return loss === 'auto' || GOAL_LOSSES[goal].some((candidate) => candidate === loss)
}

/** @returns the loss itself, or the usual one of the goal for `auto` and for a loss that does not suit it. */
export function decideLoss(goal: Goal, loss: LossName): DecidedLoss {
  return GOAL_LOSSES[goal].find((candidate) => candidate === loss) ?? GOAL_LOSSES[goal][0]
}
