import { Tensor } from 'onnxruntime-node'
import {
  CLASS_WEIGHTS_INPUT,
  compileModel,
  initialWeights,
  LOSSES_OUTPUT,
  TRAIN_INPUTS,
  type CompiledModel,
} from '../../../compiler'
import { balancedWeights } from '../../classWeights'
import type { CreateRunner, Evaluation, Runner, RunnerRequest, RunnerState } from '../../types'
import { createDataFeeds, type DataFeeds } from './dataFeeds'
import { createMaskPools, type MaskPools } from './maskPools'
import { openSession, type Session } from './session'
import { TrainingState } from './trainingState'

/** Rows that are evaluated at once: enough to be fast, few enough to need little memory. */
const EVALUATION_ROWS = 4096

/** Streams of the run's seed, so that one use of randomness does not shift another. */
const WEIGHT_STREAM = 1
const MASK_STREAM = 2

/** Trains with ONNX Runtime. Equal requests give bit-identical losses, however the rows are cut into chunks of whole batches. */
export const createOnnxRunner: CreateRunner = async (request) => {
  const compiled = compileModel({ ...request, layers: request.model.layers })
  const options = { device: 'cpu', threads: request.threads } as const
  const train = await openSession(compiled.train, options)
  const evaluate = await openSession(compiled.evaluate, options)
  return new OnnxRunner(request, { compiled, train, evaluate })
}

interface Programs {
  readonly compiled: CompiledModel
  readonly train: Session
  readonly evaluate: Session
}

class OnnxRunner implements Runner {
  readonly weightCount: number
  private readonly tensors: TrainingState
  private readonly masks: MaskPools
  /** What `evaluate` looks at. */
  private readonly parts: Readonly<Record<'train' | 'validation', DataFeeds>>
  private readonly constantFeeds: Readonly<Record<string, Tensor>>
  private stepsDone = 0

  constructor(
    private readonly request: RunnerRequest,
    private readonly programs: Programs,
  ) {
    const { compiled } = programs
    const { plan } = compiled
    const initial = initialWeights(plan.parameters, streamSeed(request.seed, WEIGHT_STREAM))
    this.weightCount = initial.reduce((total, { length }) => total + length, 0)
    this.tensors = new TrainingState(compiled, initial)
    this.masks = createMaskPools(compiled.step.masks, streamSeed(request.seed, MASK_STREAM))
    this.parts = {
      train: createDataFeeds(request.trainSample ?? request.train, plan),
      validation: createDataFeeds(request.validation, plan),
    }
    this.constantFeeds = this.feedConstants()
  }

  async trainChunk(order: Int32Array, learningRates?: Float64Array): Promise<Float32Array> {
    const { batchSize, learningRate } = this.request.training
    const whole = order.length - (order.length % batchSize)
    const losses = new Float32Array(Math.ceil(order.length / batchSize))
    const rateAt = (batch: number): number => learningRates?.[batch] ?? learningRate
    if (whole > 0) losses.set(await this.trainBatches(order.subarray(0, whole), batchSize, rateAt))
    if (whole < order.length) {
      const last = losses.length - 1
      const rest = order.subarray(whole)
      losses.set(await this.trainBatches(rest, rest.length, () => rateAt(last)), last)
    }
    return losses
  }

  async evaluate(part: 'train' | 'validation'): Promise<Evaluation> {
    const data = this.parts[part]
    const predictions = new Float32Array(data.rows * this.programs.compiled.plan.head.units)
    let lossSum = 0
    let filled = 0
    for (let start = 0; start < data.rows; start += EVALUATION_ROWS) {
      const end = Math.min(start + EVALUATION_ROWS, data.rows)
      const results = await this.programs.evaluate.run({ ...this.tensors.weights, ...data.slice(start, end) })
      lossSum += (end - start) * Number(floatsOf(results['loss'])[0])
      const values = floatsOf(results['predictions'])
      predictions.set(values, filled)
      filled += values.length
    }
    return { loss: lossSum / data.rows, predictions }
  }

  weights() {
    return Promise.resolve(this.tensors.named())
  }

  state(): Promise<RunnerState> {
    const random = this.masks.pools.size > 0 ? this.masks.state() : null
    return Promise.resolve({
      batches: this.stepsDone,
      weights: this.tensors.named(),
      slots: this.tensors.slots(),
      random,
    })
  }

  restore({ batches, weights, slots, random }: RunnerState): Promise<boolean> {
    const hasNoise = this.masks.pools.size > 0
    if (hasNoise !== (random !== null) || !this.tensors.restore(weights, slots)) return Promise.resolve(false)
    if (random !== null) this.masks.resume(random)
    this.stepsDone = batches
    return Promise.resolve(true)
  }

  async dispose(): Promise<void> {
    await this.programs.train.release()
    await this.programs.evaluate.release()
  }

  /** Trains on batches of one size. */
  private async trainBatches(
    order: Int32Array,
    batchSize: number,
    rateAt: (batch: number) => number,
  ): Promise<Float32Array> {
    const steps = order.length / batchSize
    const results = await this.programs.train.run({
      ...this.constantFeeds,
      ...this.tensors.carried,
      ...this.feedSteps(order, batchSize),
      ...this.feedSchedules(steps, rateAt),
    })
    this.tensors.advance(results)
    this.stepsDone += steps
    return floatsOf(results[LOSSES_OUTPUT])
  }

  private feedSteps(order: Int32Array, batchSize: number): Record<string, Tensor> {
    const { step } = this.programs.compiled
    const steps = order.length / batchSize
    const feeds: Record<string, Tensor> = {
      [TRAIN_INPUTS.stepCount]: new Tensor('int64', BigInt64Array.of(BigInt(steps)), []),
      [TRAIN_INPUTS.order]: new Tensor('int32', order, [steps, batchSize]),
      [TRAIN_INPUTS.batchReciprocal]: scalar(1 / batchSize),
    }
    if (step.masks.length > 0) {
      feeds[TRAIN_INPUTS.noise] = new Tensor('int32', this.masks.drawRows(order.length), [steps, batchSize])
    }
    return feeds
  }

  private feedSchedules(steps: number, rateAt: (batch: number) => number): Record<string, Tensor> {
    const { training } = this.request
    const entries = this.programs.compiled.step.schedules.map(({ name, at }) => {
      const numbers = Float32Array.from({ length: steps }, (_, batch) =>
        at({ training, step: this.stepsDone + batch + 1, learningRate: rateAt(batch) }),
      )
      return [name, new Tensor('float32', numbers, [steps])] as const
    })
    return Object.fromEntries(entries)
  }

  /** Data, masks and settings: what no step changes. */
  private feedConstants(): Record<string, Tensor> {
    const { settings, hasClassWeights } = this.programs.compiled.step
    const { train } = this.request
    const feeds: Record<string, Tensor> = {
      ...createDataFeeds(train, this.programs.compiled.plan).slice(0, train.rows),
    }
    for (const { name, value } of settings) feeds[name] = scalar(value)
    if (hasClassWeights) {
      const weights = balancedWeights(train.y, Math.max(2, this.programs.compiled.plan.head.units))
      feeds[CLASS_WEIGHTS_INPUT] = new Tensor('float32', weights, [weights.length])
    }
    for (const [name, { width, values }] of this.masks.pools) {
      feeds[name] = new Tensor('float32', values, [this.masks.rows, width])
    }
    return feeds
  }
}

function scalar(value: number): Tensor {
  return new Tensor('float32', Float32Array.of(value), [])
}

function floatsOf(tensor: Tensor | undefined): Float32Array {
  return tensor?.data as Float32Array
}

/** Seeds are 32-bit integers; a stream is any small one. */
function streamSeed(seed: number, stream: number): number {
  return seed * 8 + stream
}
