import { TRAIN_INPUTS, TRAIN_NUMBERS, type TensorFlowProgram } from '../../../compiler'
import { invariant } from '../../../../shared/errors/appError'
import type { Chunk } from '../shared/chunk'
import type { FeedTensor, PreparedCall, TensorFlowSession } from './library'

/** Calls are synchronous: after so long, whoever else waits has a turn. */
const TURN_MS = 50

/** One call a step; weights and state stay on the device. @returns the loss of every step */
export class StepTrainer {
  private readonly call: PreparedCall
  private readonly names: readonly string[]

  constructor(
    session: TensorFlowSession,
    private readonly program: Pick<TensorFlowProgram, 'train'>,
  ) {
    const { train } = program
    this.names = Object.keys(train.feeds)
    const feeds = Object.values(train.feeds)
    this.call = session.prepare({ feeds, fetches: [train.loss], targets: train.targets })
  }

  async train(chunk: Chunk): Promise<Float32Array> {
    const losses = new Float32Array(chunk.steps)
    let turnEnds = performance.now() + TURN_MS
    for (let step = 0; step < chunk.steps; step++) {
      const [loss] = this.call.run(this.names.map((name) => this.feedOf(name, chunk, step)))
      losses[step] = loss?.[0] ?? Number.NaN
      if (performance.now() < turnEnds) continue
      await giveWay()
      turnEnds = performance.now() + TURN_MS
    }
    return losses
  }

  private feedOf(name: string, { batchSize, order, noise, schedules }: Chunk, step: number): FeedTensor {
    const line = (rows: Int32Array): FeedTensor => ({
      shape: [batchSize],
      values: rows.subarray(step * batchSize, (step + 1) * batchSize),
    })
    if (name === TRAIN_INPUTS.order) return line(order)
    if (name === TRAIN_NUMBERS) {
      const { numbers } = this.program.train
      const numberOf = (number: string): number =>
        number === TRAIN_INPUTS.batchReciprocal ? 1 / batchSize : (schedules[number]?.[step] ?? 0)
      return { shape: [numbers.length], values: Float32Array.from(numbers, numberOf) }
    }
    invariant(noise, 'a step with noise is told where it begins')
    return line(noise)
  }
}

function giveWay(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
