/** @file What the onnx back end hands to a runner. */

/** Names of the inputs that a training program has besides those of its graph. */
export const TRAIN_INPUTS = {
  /** int64 scalar: steps to do. */
  stepCount: 'steps',
  /** int32 [steps, batch]: rows of the data, a line a step. */
  order: 'order',
  /** int32 [steps, batch]: where each row's noise begins in its tables; only where the graph has noise. */
  noise: 'noise',
  /** float scalar: 1 / batch. */
  batchReciprocal: 'batchReciprocal',
} as const

/** Carried by the program of a single step: float [RECENT_LOSS_COUNT], the losses of the latest batches, the newest last. */
export const RECENT_LOSSES = 'recentLosses'
/** Steps after which losses have to be read, lest they be lost. */
export const RECENT_LOSS_COUNT = 128

/** Output of a training program: float [steps], the loss of each batch. */
export const LOSSES_OUTPUT = 'losses'

/** Name of the output that carries on the input of that name. */
export function carriedOutput(name: string): string {
  return `${name}:next`
}
