import type { Tensor } from 'onnxruntime-node'
import { compileModel, SMALL_STEP, stepBytes, type CompiledModel } from '../../../compiler'
import { invariant } from '../../../../shared/errors/appError'
import type { CreateRunner, Evaluation, Runner, RunnerRequest, RunnerState, TrainingData } from '../../types'
import { createEvaluationFeeds, type DataFeeds } from '../shared/dataFeeds'
import { type ChunkTrainer, trainByLoop, trainByStep } from './chunkTrainer'
import { constantFeeds } from '../shared/constantFeeds'
import type { DeviceMemory } from '../shared/hostMemory'
import { openDeviceMemory } from './deviceMemory'
import type { Tensors } from '../shared/tensors'
import { evaluateRows } from '../shared/evaluateRows'
import { type Batches, inBatches } from '../shared/inBatches'
import { LayerInspector } from './layerInspector'
import { createMaskPools, type MaskPools } from '../shared/maskPools'
import { readBackboneWeights } from '../../backbones/backboneWeights'
import { firstWeights, frozenTensors } from '../shared/givenWeights'
import { pruningFeeds, withoutPruned } from '../shared/pruningFeeds'
import { rowFeeds } from '../shared/rowFeeds'
import { scheduleNumbers } from '../shared/scheduleNumbers'
import { onnxDevice } from './onnxDevice'
import { maskSeed, weightSeed } from '../shared/seeds'
import { openSession, type Session } from './session'
import { TrainingState } from '../shared/trainingState'

/**
 * Trains with ONNX Runtime. Equal requests give bit-identical losses on the processor, however the rows are cut into chunks of
 * whole batches.
 */
export const createOnnxRunner: CreateRunner = async (request) => {
  const { threads } = request
  const device = onnxDevice(request.device)
  const { train: data, handedOver } = request
  const options = {
    hasRowWeights: data.weights !== undefined,
    hasSharedTargets: handedOver?.isMixed === true,
    ...(request.isPruned === true ? { isPruned: true } : {}),
    ...(request.teacher === undefined ? {} : { teacher: request.teacher }),
  }
  const compiled = compileModel({ ...request, ...request.model, ...options, device })
  const plansMemory = stepBytes(compiled.step.graph, request.training.batchSize) < SMALL_STEP
  const train = await openSession(compiled.train, { device, threads, isResident: true, plansMemory })
  const evaluate = await openSession(compiled.evaluate, { device, threads, plansMemory: false })
  const memory = openDeviceMemory(device)
  const masks = createMaskPools(compiled.step.masks, maskSeed(request.seed))
  const given = await readBackboneWeights(request.model, request.backbonesFolder)
  const frozen = await memory.upload(frozenTensors(compiled, given))
  const unpruned = request.isPruned === true ? pruningFeeds(compiled, new Map()) : {}
  const constants: Record<string, Tensor> = {
    ...(await memory.upload({ ...constantFeeds(request, compiled, masks), ...unpruned })),
    ...frozen,
  }
  const resident = handedOver === undefined ? await memory.upload(rowFeeds(data, compiled)) : null
  const trainChunk = device === 'cpu' ? trainByLoop(train, constants) : trainByStep(train, constants, memory)
  const release = async (): Promise<void> => {
    memory.free(constants)
    memory.free(resident ?? {})
    for (const part of [train, evaluate, memory]) await part.release()
  }
  const initial = firstWeights(compiled.parameters, weightSeed(request.seed), given)
  const parts = {
    ...{ compiled, evaluate, memory, masks, resident, initial, frozen, constants, trainChunk, release },
  }
  return new OnnxRunner(request, parts)
}

interface Parts {
  readonly compiled: CompiledModel
  readonly evaluate: Session
  readonly memory: DeviceMemory
  readonly masks: MaskPools
  /** The training rows; null where they are handed over. */
  readonly resident: Tensors | null
  /** Of every parameter, in their order. */
  readonly initial: readonly Float32Array[]
  /** What no step carries. */
  readonly frozen: Tensors
  /** What every chunk is fed; masks of pruning change. */
  readonly constants: Record<string, Tensor>
  readonly trainChunk: ChunkTrainer
  release(): Promise<void>
}

class OnnxRunner implements Runner {
  readonly weightCount: number
  private readonly tensors: TrainingState
  private readonly masks: MaskPools
  /** What `evaluate` looks at. */
  private readonly data: Readonly<Record<'train' | 'validation', DataFeeds>>
  private readonly inspector: LayerInspector
  private stepsDone = 0

  constructor(
    private readonly request: RunnerRequest,
    private readonly parts: Parts,
  ) {
    const { compiled, memory, masks, initial, frozen } = parts
    const { plan } = compiled
    this.weightCount = initial.reduce((total, { length }) => total + length, 0)
    this.tensors = new TrainingState(compiled, memory, { initial, frozen })
    this.masks = masks
    this.inspector = new LayerInspector(plan, request.trainSample ?? request.train)
    this.data = {
      train: createEvaluationFeeds(request.trainSample ?? request.train, plan),
      validation: createEvaluationFeeds(request.validation, plan),
    }
  }

  trainChunk(order: Int32Array, learningRates?: Float64Array): Promise<Float32Array> {
    const { resident } = this.parts
    invariant(resident, 'rows that are handed over are trained as they come')
    return this.trainOn(resident, order, learningRates)
  }

  async trainRows(data: TrainingData, learningRates?: Float64Array): Promise<Float32Array> {
    const { memory, compiled } = this.parts
    const rows = await memory.upload(rowFeeds(data, compiled))
    try {
      return await this.trainOn(
        rows,
        Int32Array.from({ length: data.rows }, (_, row) => row),
        learningRates,
      )
    } finally {
      memory.free(rows)
    }
  }

  private trainOn(rows: Tensors, order: Int32Array, learningRates?: Float64Array): Promise<Float32Array> {
    const { training } = this.request
    return inBatches({ order, training, learningRates }, (batches) => this.trainBatches(rows, batches))
  }

  evaluate(part: 'train' | 'validation'): Promise<Evaluation> {
    const { evaluate, compiled } = this.parts
    return evaluateRows({ session: evaluate, plan: compiled.plan }, this.tensors.weights, this.data[part])
  }

  weights() {
    return this.tensors.named()
  }

  async inspectLayers() {
    return this.inspector.inspect(await this.tensors.packed())
  }

  async prune(masks: ReadonlyMap<string, Float32Array>): Promise<void> {
    const { compiled, memory, constants } = this.parts
    const feeds = await memory.upload(pruningFeeds(compiled, masks))
    const old = Object.fromEntries(
      Object.keys(feeds).flatMap((name) => (constants[name] ? [[name, constants[name]]] : [])),
    )
    Object.assign(constants, feeds)
    memory.free(old)
    const slots = await this.tensors.slots()
    this.tensors.restore(withoutPruned(await this.tensors.named(), masks), slots)
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

  async dispose(): Promise<void> {
    await this.inspector.release()
    this.parts.memory.free(this.tensors.carried)
    await this.parts.release()
  }

  private async trainBatches(rows: Tensors, { order, batchSize, rateAt }: Batches): Promise<Float32Array> {
    const steps = order.length / batchSize
    const noise = this.masks.pools.size > 0 ? this.masks.drawRows(order.length) : null
    const { training } = this.request
    const { stepsDone } = this
    const schedules = scheduleNumbers(this.parts.compiled.step.schedules, {
      training,
      stepsDone,
      steps,
      rateAt,
    })
    const chunk = { steps, batchSize, order, noise, schedules }
    const { carried, losses } = await this.parts.trainChunk({ carried: this.tensors.carried, rows }, chunk)
    this.tensors.advance(carried)
    this.stepsDone += steps
    return losses
  }
}
