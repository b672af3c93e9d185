import { Tensor } from 'onnxruntime-node'
import {
  CLASS_WEIGHTS_INPUT,
  compileModel,
  initialWeights,
  ROW_WEIGHTS_INPUT,
  type CompiledModel,
} from '../../../compiler'
import { balancedWeights } from '../../classWeights'
import type { CreateRunner, Evaluation, Runner, RunnerRequest, RunnerState } from '../../types'
import { createDataFeeds, createEvaluationFeeds, type DataFeeds } from './dataFeeds'
import { type ChunkTrainer, scalar, trainByLoop, trainByStep } from './chunkTrainer'
import { type DeviceMemory, openDeviceMemory, type Tensors } from './deviceMemory'
import { evaluateRows } from './evaluateRows'
import { createMaskPools, type MaskPools } from './maskPools'
import { maskSeed, weightSeed } from './seeds'
import { openSession, type Session } from './session'
import { TrainingState } from './trainingState'

/**
 * Trains with ONNX Runtime. Equal requests give bit-identical losses on the processor, however the rows are cut into chunks of
 * whole batches.
 */
export const createOnnxRunner: CreateRunner = async (request) => {
  const { device = 'cpu', threads } = request
  const hasRowWeights = request.train.weights !== undefined
  const compiled = compileModel({ ...request, ...request.model, hasRowWeights })
  const train = await openSession(compiled.train, { device, threads, isResident: true })
  const evaluate = await openSession(compiled.evaluate, { device, threads })
  const memory = openDeviceMemory(device)
  const masks = createMaskPools(compiled.step.masks, maskSeed(request.seed))
  const constants = await memory.upload(constantFeeds(request, compiled, masks))
  const trainChunk = device === 'cpu' ? trainByLoop(train, constants) : trainByStep(train, constants, memory)
  const release = async (): Promise<void> => {
    memory.free(constants)
    for (const part of [train, evaluate, memory]) await part.release()
  }
  return new OnnxRunner(request, { compiled, evaluate, memory, masks, trainChunk, release })
}

interface Parts {
  readonly compiled: CompiledModel
  readonly evaluate: Session
  readonly memory: DeviceMemory
  readonly masks: MaskPools
  readonly trainChunk: ChunkTrainer
  release(): Promise<void>
}

class OnnxRunner implements Runner {
  readonly weightCount: number
  private readonly tensors: TrainingState
  private readonly masks: MaskPools
  /** What `evaluate` looks at. */
  private readonly data: Readonly<Record<'train' | 'validation', DataFeeds>>
  private stepsDone = 0

  constructor(
    private readonly request: RunnerRequest,
    private readonly parts: Parts,
  ) {
    const { compiled, memory, masks } = parts
    const { plan } = compiled
    const initial = initialWeights(compiled.parameters, weightSeed(request.seed))
    this.weightCount = initial.reduce((total, { length }) => total + length, 0)
    this.tensors = new TrainingState(compiled, memory, initial)
    this.masks = masks
    this.data = {
      train: createEvaluationFeeds(request.trainSample ?? request.train, plan),
      validation: createEvaluationFeeds(request.validation, plan),
    }
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

  evaluate(part: 'train' | 'validation'): Promise<Evaluation> {
    const { evaluate, compiled } = this.parts
    return evaluateRows({ session: evaluate, plan: compiled.plan }, this.tensors.weights, this.data[part])
  }

  weights() {
    return this.tensors.named()
  }

  async state(): Promise<RunnerState> {
    const random = this.masks.pools.size > 0 ? this.masks.state() : null
    return {
      batches: this.stepsDone,
      weights: await this.tensors.named(),
      slots: await this.tensors.slots(),
      random,
    }
  }

  restore({ batches, weights, slots, random }: RunnerState): Promise<boolean> {
    const hasNoise = this.masks.pools.size > 0
    if (hasNoise !== (random !== null) || !this.tensors.restore(weights, slots)) return Promise.resolve(false)
    if (random !== null) this.masks.resume(random)
    this.stepsDone = batches
    return Promise.resolve(true)
  }

  dispose(): Promise<void> {
    this.parts.memory.free(this.tensors.carried)
    return this.parts.release()
  }

  /** Trains on batches of one size. */
  private async trainBatches(
    order: Int32Array,
    batchSize: number,
    rateAt: (batch: number) => number,
  ): Promise<Float32Array> {
    const steps = order.length / batchSize
    const noise = this.masks.pools.size > 0 ? this.masks.drawRows(order.length) : null
    const chunk = { steps, batchSize, order, noise, schedules: this.schedules(steps, rateAt) }
    const { carried, losses } = await this.parts.trainChunk(this.tensors.carried, chunk)
    this.tensors.advance(carried)
    this.stepsDone += steps
    return losses
  }

  private schedules(steps: number, rateAt: (batch: number) => number): Record<string, Float32Array> {
    const { training } = this.request
    const entries = this.parts.compiled.step.schedules.map(({ name, at }) => {
      const numbers = Float32Array.from({ length: steps }, (_, batch) =>
        at({ training, step: this.stepsDone + batch + 1, learningRate: rateAt(batch) }),
      )
      return [name, numbers] as const
    })
    return Object.fromEntries(entries)
  }
}

/** Data, masks and settings: what no step changes. */
function constantFeeds({ train }: RunnerRequest, { step, plan }: CompiledModel, masks: MaskPools): Tensors {
  const feeds: Record<string, Tensor> = { ...createDataFeeds(train, plan).slice(0, train.rows) }
  for (const { name, value } of step.settings) feeds[name] = scalar(value)
  if (train.weights && step.graph.inputs.some(({ name }) => name === ROW_WEIGHTS_INPUT)) {
    feeds[ROW_WEIGHTS_INPUT] = new Tensor('float32', train.weights, [train.rows, 1])
  }
  if (step.hasClassWeights) {
    const weights = balancedWeights(train.y, Math.max(2, plan.head.units))
    feeds[CLASS_WEIGHTS_INPUT] = new Tensor('float32', weights, [weights.length])
  }
  for (const [name, { width, values }] of masks.pools) {
    feeds[name] = new Tensor('float32', values, [masks.rows, width])
  }
  return feeds
}
