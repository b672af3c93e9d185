import { Tensor } from 'onnxruntime-node'
import {
  RECENT_LOSS_COUNT,
  RECENT_LOSSES,
  TRAIN_INPUTS,
  TRAIN_NUMBERS,
  type TensorFlowProgram,
} from '../../../compiler'
import { invariant } from '../../../../shared/errors/appError'
import type { Chunk } from '../shared/chunk'
import { floatsOf } from '../shared/tensors'
import type { CallSpec, FeedTensor, PreparedCall, TensorFlowSession } from './library'
import type { ResidentVariables } from './residentVariables'

/** Calls are synchronous: after so long, whoever else waits has a turn. */
const TURN_MS = 50

/** One call a step; weights and state stay on the device. */
export interface StepTrainer {
  /** @returns the loss of every step */
  train(chunk: Chunk): Promise<Float32Array>
}

type TrainCall = Pick<TensorFlowProgram, 'train'>

/** Fetches the loss of every step: on the processor it costs nothing. */
export function trainFetching(session: TensorFlowSession, program: TrainCall): StepTrainer {
  const { train } = program
  const steps = new FedSteps(program, session, { fetches: [train.loss], targets: train.targets })
  return {
    async train(chunk) {
      const losses = new Float32Array(chunk.steps)
      await steps.run(chunk, (step, [loss]) => {
        losses[step] = loss?.[0] ?? Number.NaN
      })
      return losses
    },
  }
}

/** Steps queue up on a card; losses stay there until they have to be read, which waits for it. */
export function trainQueueing(
  session: TensorFlowSession,
  program: TrainCall,
  variables: Pick<ResidentVariables, 'assign' | 'read'>,
): StepTrainer {
  const { targets, keepLoss } = program.train
  const steps = new FedSteps(program, session, { fetches: [], targets: [...targets, keepLoss] })
  const none = new Tensor('float32', new Float32Array(RECENT_LOSS_COUNT), [RECENT_LOSS_COUNT])
  variables.assign({ [RECENT_LOSSES]: none })
  return {
    async train(chunk) {
      const losses = new Float32Array(chunk.steps)
      await steps.run(chunk, (step) => {
        const unread = (step % RECENT_LOSS_COUNT) + 1
        if (unread < RECENT_LOSS_COUNT && step + 1 < chunk.steps) return
        const recent = floatsOf(variables.read([RECENT_LOSSES])[RECENT_LOSSES])
        losses.set(recent.subarray(-unread), step + 1 - unread)
      })
      return losses
    },
  }
}

/** Says what each step is fed, and runs one after the other. */
class FedSteps {
  private readonly call: PreparedCall
  private readonly names: readonly string[]

  constructor(
    private readonly program: TrainCall,
    session: TensorFlowSession,
    outcome: Pick<CallSpec, 'fetches' | 'targets'>,
  ) {
    const { feeds } = program.train
    this.names = Object.keys(feeds)
    this.call = session.prepare({ feeds: Object.values(feeds), ...outcome })
  }

  async run(
    chunk: Chunk,
    onStep: (step: number, fetched: readonly FeedTensor['values'][]) => void,
  ): Promise<void> {
    let turnEnds = performance.now() + TURN_MS
    for (let step = 0; step < chunk.steps; step++) {
      onStep(step, this.call.run(this.names.map((name) => this.feedOf(name, chunk, step))))
      if (performance.now() < turnEnds) continue
      await giveWay()
      turnEnds = performance.now() + TURN_MS
    }
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
