/** @file What training makes small: the losses, and which of them suit a task. */
import * as v from 'valibot'
import type { Task } from './task'

export const LOSSES = [
  'auto',
  'mse',
  'mae',
  'huber',
  'logCosh',
  'poisson',
  'quantile',
  'crossEntropy',
  'focal',
  'hinge',
] as const
export const LossName = v.picklist(LOSSES)
export type LossName = v.InferOutput<typeof LossName>

/** A loss that is decided: `auto` has become the usual one of the task. */
export type DecidedLoss = Exclude<LossName, 'auto'>

/** The losses of a task, the usual one first. Kullback–Leibler is absent: for targets that are certain it is cross-entropy. */
export const TASK_LOSSES: Record<Task, readonly [DecidedLoss, ...DecidedLoss[]]> = {
  binary: ['crossEntropy', 'focal', 'hinge'],
  multiclass: ['crossEntropy', 'focal', 'hinge'],
  regression: ['mse', 'mae', 'huber', 'logCosh', 'poisson', 'quantile'],
}

export function isLossOf(task: Task, loss: unknown): boolean {
  return loss === 'auto' || TASK_LOSSES[task].some((candidate) => candidate === loss)
}

/** @returns the loss itself, or the usual one of the task for `auto` and for a loss that does not suit it. */
export function decideLoss(task: Task, loss: LossName): DecidedLoss {
  return TASK_LOSSES[task].find((candidate) => candidate === loss) ?? TASK_LOSSES[task][0]
}
