import { TRAIN_INPUTS, type TensorFlowProgram } from '../../../compiler'
import { invariant } from '../../../../shared/errors/appError'
import type { Chunk } from '../onnx/chunkTrainer'
import type { FeedTensor, PreparedCall, TensorFlowSession } from './library'

/** Calls are synchronous: after so long, whoever else waits has a turn. */
const TURN_MS = 50

/** One call a step; weights and state stay on the device. @returns the loss of every step */
export class StepTrainer {
  private readonly call: PreparedCall
  private readonly names: readonly string[]

  constructor(session: TensorFlowSession, { train }: Pick<TensorFlowProgram, 'train'>) {
    this.names = Object.keys(train.feeds)
    const feeds = Object.values(train.feeds)
    this.call = session.prepare({ feeds, fetches: [train.loss], targets: train.targets })
  }

  async train(chunk: Chunk): Promise<Float32Array> {
    const losses = new Float32Array(chunk.steps)
    let turnEnds = performance.now() + TURN_MS
    for (let step = 0; step < chunk.steps; step++) {
      const [loss] = this.call.run(this.names.map((name) => feedOf(name, chunk, step)))
      losses[step] = loss?.[0] ?? Number.NaN
      if (performance.now() < turnEnds) continue
      await giveWay()
      turnEnds = performance.now() + TURN_MS
    }
    return losses
  }
}

function feedOf(name: string, chunk: Chunk, step: number): FeedTensor {
  const { batchSize, order, noise, schedules } = chunk
  const line = (rows: Int32Array): FeedTensor => ({
    shape: [batchSize],
    values: rows.subarray(step * batchSize, (step + 1) * batchSize),
  })
  if (name === TRAIN_INPUTS.order) return line(order)
  if (name === TRAIN_INPUTS.noise) {
    invariant(noise, 'a step with noise is told where it begins')
    return line(noise)
  }
  if (name === TRAIN_INPUTS.batchReciprocal) return { shape: [], values: Float32Array.of(1 / batchSize) }
  return { shape: [], values: Float32Array.of(schedules[name]?.[step] ?? 0) }
}

function giveWay(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
