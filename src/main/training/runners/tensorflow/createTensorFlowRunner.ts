import type { Tensor } from 'onnxruntime-node'
import { compileTensorFlow, type CompiledTensorFlow } from '../../../compiler'
import type { TensorFlowDevice } from '../../../../shared/domain/device'
import { AppError, invariant } from '../../../../shared/errors/appError'
import { readBackboneWeights } from '../../backbones/backboneWeights'
import type { CreateRunner, Evaluation, Runner, RunnerRequest, RunnerState, TrainingData } from '../../types'
import { constantFeeds } from '../shared/constantFeeds'
import { createEvaluationFeeds, type DataFeeds } from '../shared/dataFeeds'
import { HOST_MEMORY } from '../shared/hostMemory'
import type { Tensors } from '../shared/tensors'
import { evaluateRows } from '../shared/evaluateRows'
import { firstWeights, frozenTensors } from '../shared/givenWeights'
import { LayerInspector } from '../onnx/layerInspector'
import { createMaskPools, type MaskPools } from '../shared/maskPools'
import { pruningFeeds, withoutPruned } from '../shared/pruningFeeds'
import { rowFeeds } from '../shared/rowFeeds'
import { type Batches, inBatches } from '../shared/inBatches'
import { scheduleNumbers } from '../shared/scheduleNumbers'
import { maskSeed, weightSeed } from '../shared/seeds'
import { TrainingState } from '../shared/trainingState'
import { evaluationSession } from './evaluationSession'
import { openTensorFlow, type TensorFlowSession } from './library'
import { ResidentVariables } from './residentVariables'
import { type StepTrainer, trainFetching, trainQueueing } from './trainSteps'

/** What only this engine reads of a state: the optimizer's numbers by the library's measure, by which it goes on bit for bit. */
const OWN_SLOT = 'tensorflow'

export interface TensorFlowRunning {
  /** Whether steps queue up on the device, whose losses are read now and then; on the processor that gains nothing. */
  readonly queuesSteps: boolean
}

/**
 * Trains with TensorFlow. The same batches, the same noise and the same state as those of ONNX Runtime, so that a run begun by
 * one goes on with the other.
 * @throws {engine/*} where the library cannot be used {training/no-device}
 */
export const createTensorFlowRunner: CreateRunner = (request) =>
  openTensorFlowRunner(request, { queuesSteps: request.device === 'cuda' })

/** The same, as a card would. */
export async function openTensorFlowRunner(
  request: RunnerRequest,
  { queuesSteps }: TensorFlowRunning,
): Promise<Runner> {
  const { train: data, handedOver, engineFolder = '' } = request
  const compiled = compileTensorFlow({
    ...request,
    ...request.model,
    hasRowWeights: data.weights !== undefined,
    hasSharedTargets: handedOver?.isMixed === true,
    ...(request.isPruned === true ? { isPruned: true } : {}),
    ...(request.teacher === undefined ? {} : { teacher: request.teacher }),
  })
  const library = openTensorFlow(engineFolder)
  const device = deviceOf(request)
  // Whoever trains on the processor leaves the card alone.
  const isThere = device === 'cpu' || library.devices().includes(device)
  if (!isThere) throw new AppError('training/no-device', { device })
  const given = await readBackboneWeights(request.model, request.backbonesFolder)
  const session = library.openSession(compiled.program.graph, { device, threads: request.threads })
  try {
    return new TensorFlowRunner(request, {
      ...{ compiled, session, queuesSteps },
      initial: firstWeights(compiled.parameters, weightSeed(request.seed), given),
      frozen: frozenTensors(compiled, given),
    })
  } catch (thrown) {
    session.release()
    throw thrown
  }
}

function deviceOf({ device = 'cpu' }: RunnerRequest): TensorFlowDevice {
  invariant(device !== 'webgpu', 'TensorFlow was given a device of another engine')
  return device
}

interface Parts extends TensorFlowRunning {
  readonly compiled: CompiledTensorFlow
  readonly session: TensorFlowSession
  readonly initial: readonly Float32Array[]
  readonly frozen: Tensors
}

class TensorFlowRunner implements Runner {
  readonly weightCount: number
  private readonly variables: ResidentVariables
  private readonly masks: MaskPools
  private readonly steps: StepTrainer
  private readonly evaluation: ReturnType<typeof evaluationSession>
  /** What `evaluate` looks at. */
  private readonly data: Readonly<Record<'train' | 'validation', DataFeeds>>
  private readonly inspector: LayerInspector
  /** Knows how groups are made of parameters; holds what was last read or put in. */
  private readonly host: TrainingState
  private stepsDone = 0

  constructor(
    private readonly request: RunnerRequest,
    private readonly parts: Parts,
  ) {
    const { compiled, session, initial, frozen } = parts
    const { plan, step, program } = compiled
    this.weightCount = initial.reduce((total, { length }) => total + length, 0)
    this.host = new TrainingState(compiled, HOST_MEMORY, { initial, frozen })
    this.masks = createMaskPools(step.masks, maskSeed(request.seed))
    this.variables = new ResidentVariables(session, program)
    this.steps = parts.queuesSteps
      ? trainQueueing(session, program, this.variables)
      : trainFetching(session, program)
    this.evaluation = evaluationSession(session, program)
    this.inspector = new LayerInspector(plan, request.trainSample ?? request.train)
    this.data = {
      train: createEvaluationFeeds(request.trainSample ?? request.train, plan),
      validation: createEvaluationFeeds(request.validation, plan),
    }
    this.place({ ...frozen, ...constantFeeds(request, compiled, this.masks), ...this.host.carried })
    this.variables.clear(program.zeros)
    if (request.isPruned === true) this.place(pruningFeeds(compiled, new Map()))
    if (request.handedOver === undefined) this.place(rowFeeds(request.train, compiled))
  }

  trainChunk(order: Int32Array, learningRates?: Float64Array): Promise<Float32Array> {
    invariant(this.request.handedOver === undefined, 'rows that are handed over are trained as they come')
    return this.trainOn(order, learningRates)
  }

  trainRows(data: TrainingData, learningRates?: Float64Array): Promise<Float32Array> {
    this.place(rowFeeds(data, this.parts.compiled))
    return this.trainOn(
      Int32Array.from({ length: data.rows }, (_, row) => row),
      learningRates,
    )
  }

  evaluate(part: 'train' | 'validation'): Promise<Evaluation> {
    return evaluateRows({ session: this.evaluation, plan: this.parts.compiled.plan }, {}, this.data[part])
  }

  weights() {
    this.fetch(Object.keys(this.host.weights))
    return this.host.named()
  }

  async inspectLayers() {
    this.fetch(Object.keys(this.host.weights))
    return this.inspector.inspect(this.host.weights)
  }

  async prune(masks: ReadonlyMap<string, Float32Array>): Promise<void> {
    this.place(pruningFeeds(this.parts.compiled, masks))
    this.fetch(Object.keys(this.host.carried))
    this.host.restore(withoutPruned(await this.host.named(), masks), await this.host.slots())
    this.place(this.host.carried)
  }

  async state(): Promise<RunnerState> {
    this.fetch(Object.keys(this.host.carried))
    const slots = await this.host.slots()
    const own = this.variables.own()
    return {
      batches: this.stepsDone,
      weights: await this.host.named(),
      slots: own.size > 0 ? new Map([...slots, [OWN_SLOT, own]]) : slots,
      random: this.masks.pools.size > 0 ? this.masks.state() : null,
    }
  }

  restore({ batches, weights, slots, random }: RunnerState): Promise<boolean> {
    const hasNoise = this.masks.pools.size > 0
    if (hasNoise !== (random !== null) || !this.host.restore(weights, slots)) return Promise.resolve(false)
    if (random !== null) this.masks.resume(random)
    this.place(this.host.carried)
    this.variables.assignOwn(slots.get(OWN_SLOT) ?? new Map())
    this.variables.clear(this.parts.compiled.program.zeros)
    this.stepsDone = batches
    return Promise.resolve(true)
  }

  async dispose(): Promise<void> {
    await this.inspector.release()
    this.parts.session.release()
  }

  private trainOn(order: Int32Array, learningRates?: Float64Array): Promise<Float32Array> {
    const { training } = this.request
    return inBatches({ order, training, learningRates }, (batches) => this.trainBatches(batches))
  }

  private async trainBatches({ order, batchSize, rateAt }: Batches): Promise<Float32Array> {
    const steps = order.length / batchSize
    const noise = this.masks.pools.size > 0 ? this.masks.drawRows(order.length) : null
    const { stepsDone, request } = this
    const schedules = scheduleNumbers(this.parts.compiled.step.schedules, {
      ...{ training: request.training, stepsDone, steps, rateAt },
    })
    const losses = await this.steps.train({ steps, batchSize, order, noise, schedules })
    this.stepsDone += steps
    return losses
  }

  /** What the program has no use for stays here. */
  private place(tensors: Tensors): void {
    const used = Object.entries(tensors).filter(([name]) => this.variables.has(name))
    this.variables.assign(Object.fromEntries(used))
  }

  private fetch(names: readonly string[]): void {
    const carried: Record<string, Tensor> = { ...this.host.carried }
    const wanted = names.filter((name) => name in carried)
    this.host.advance({ ...carried, ...this.variables.read(wanted) })
  }
}
