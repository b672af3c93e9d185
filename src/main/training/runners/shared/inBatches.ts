/** @file How the rows of a chunk are cut into batches, by whatever engine. */
import type { TrainingSpec } from '../../../../shared/domain/trainingSpec'

/** Batches of one size, one after the other. */
export interface Batches {
  /** Rows of all of them. */
  readonly order: Int32Array
  readonly batchSize: number
  /** The learning rate of a batch, from 0. */
  readonly rateAt: (batch: number) => number
}

export interface CutRows {
  readonly order: Int32Array
  readonly training: Pick<TrainingSpec, 'batchSize' | 'learningRate'>
  /** One a batch; the training's own for all where they are absent. */
  readonly learningRates?: Float64Array | undefined
}

/**
 * Whole batches first, then a smaller one of the rows that are left.
 * @param train gives the loss of every batch
 * @returns the losses of all of them
 */
export async function inBatches(
  { order, training, learningRates }: CutRows,
  train: (batches: Batches) => Promise<Float32Array>,
): Promise<Float32Array> {
  const { batchSize, learningRate } = training
  const whole = order.length - (order.length % batchSize)
  const losses = new Float32Array(Math.ceil(order.length / batchSize))
  const rateAt = (batch: number): number => learningRates?.[batch] ?? learningRate
  if (whole > 0) losses.set(await train({ order: order.subarray(0, whole), batchSize, rateAt }))
  if (whole < order.length) {
    const last = losses.length - 1
    const rest = order.subarray(whole)
    losses.set(await train({ order: rest, batchSize: rest.length, rateAt: () => rateAt(last) }), last)
  }
  return losses
}
