import {
  carriedOutput,
  compilePopulation,
  initialWeights,
  LOSSES_OUTPUT,
  type CompiledPopulation,
} from '../../../../compiler'
import { invariant } from '../../../../../shared/errors/appError'
import { sideBySide } from '../../../population/sideBySide'
import type { CreatePopulation, MemberChunk, PopulationRunner } from '../../../population/types'
import type { Evaluation, RunnerRequest, RunnerState, Weights } from '../../../types'
import type { Chunk } from '../../shared/chunk'
import { floatsOf } from '../../shared/tensors'
import { constantFeeds } from '../../shared/constantFeeds'
import { createOnnxRunner } from '../createOnnxRunner'
import { createEvaluationFeeds, type DataFeeds } from '../../shared/dataFeeds'
import { HOST_MEMORY } from '../../shared/hostMemory'
import type { Tensors } from '../../shared/tensors'
import { evaluateRows } from '../../shared/evaluateRows'
import { createMaskPools, type MaskPools } from '../../shared/maskPools'
import { rowFeeds } from '../../shared/rowFeeds'
import { scheduleNumbers } from '../../shared/scheduleNumbers'
import { maskSeed, weightSeed } from '../../shared/seeds'
import { openSession, type Session } from '../session'
import { TrainingState } from '../../shared/trainingState'
import { joinChunks, joinConstants, pickMember } from './populationFeeds'
import { PopulationState } from './populationState'

const CPU = { device: 'cpu', threads: 1 } as const

/** Trains models of one structure in one program on the processor; by turns where that is not possible. */
export const createOnnxPopulation: CreatePopulation = async (requests) => {
  const isOnCpu = requests.every(({ device = 'cpu', threads }) => device === 'cpu' && threads === 1)
  const compiled = isOnCpu ? compilePopulation(requests.map(toCompileRequest)) : null
  const [request] = requests
  if (compiled === null || request === undefined) return sideBySide(createOnnxRunner)(requests)
  const evaluate = await openSession(compiled.evaluate, CPU)
  const members = requests.map((own, index) => toMember(own, compiled, index))
  const train = await openTraining(compiled, members)
  return new OnnxPopulation({ request, compiled, evaluate }, members, train)
}

function toCompileRequest(request: RunnerRequest) {
  const hasRowWeights = request.train.weights !== undefined
  return { ...request, ...request.model, hasRowWeights, device: CPU.device }
}

interface Member {
  readonly request: RunnerRequest
  readonly model: CompiledPopulation['members'][number]
  readonly masks: MaskPools
  readonly constants: Tensors
}

function toMember(request: RunnerRequest, { members }: CompiledPopulation, index: number): Member {
  const model = members[index]
  invariant(model, 'every request has a model')
  const masks = createMaskPools(model.step.masks, maskSeed(request.seed))
  const constants = { ...rowFeeds(request.train, model), ...constantFeeds(request, model, masks) }
  return { request, model, masks, constants }
}

/** The program of so many members, with what it is fed all the time. */
interface Training {
  readonly session: Session
  readonly constants: Tensors
}

async function openTraining(compiled: CompiledPopulation, members: readonly Member[]): Promise<Training> {
  const [first] = members
  invariant(first, 'a population has a member')
  const session = await openSession(compiled.train(members.length), CPU)
  const constants = joinConstants(
    members.map((member) => member.constants),
    first.model.step,
  )
  return { session, constants }
}

interface Parts {
  readonly request: RunnerRequest
  readonly compiled: CompiledPopulation
  readonly evaluate: Session
}

/**
 * Members that are gone are trained along with the others until half of them are, and nobody looks at them: a new program
 * costs as much as some hundred steps.
 */
class OnnxPopulation implements PopulationRunner {
  readonly weightCount: number
  /** Of all members. */
  private readonly joint: PopulationState
  /** What `evaluate` looks at. */
  private readonly data: Readonly<Record<'train' | 'validation', DataFeeds>>
  /** Places in the program of those that are there. */
  private places: readonly number[]
  private stepsDone = 0

  constructor(
    private readonly parts: Parts,
    private members: readonly Member[],
    private training: Training,
  ) {
    const { request } = parts
    const initial = members.map(({ request: { seed }, model }) =>
      initialWeights(model.parameters, weightSeed(seed)),
    )
    this.weightCount = (initial[0] ?? []).reduce((total, { length }) => total + length, 0)
    this.joint = new PopulationState(
      members.map(
        ({ model }, index) => new TrainingState(model, HOST_MEMORY, { initial: initial[index] ?? [] }),
      ),
    )
    this.places = [...members.keys()]
    this.data = {
      train: createEvaluationFeeds(request.trainSample ?? request.train, this.plan),
      validation: createEvaluationFeeds(request.validation, this.plan),
    }
  }

  async trainChunk(chunks: readonly MemberChunk[]): Promise<readonly Float32Array[]> {
    const { batchSize } = this.parts.request.training
    const length = chunks[0]?.order.length ?? 0
    const whole = length - (length % batchSize)
    const losses = chunks.map(() => new Float32Array(Math.ceil(length / batchSize)))
    for (const { from, to, size } of [
      { from: 0, to: whole, size: batchSize },
      { from: whole, to: length, size: length - whole },
    ]) {
      if (from === to) continue
      const cut = chunks.map((chunk) => cutChunk(chunk, { from, to, batch: from / batchSize }))
      const trained = await this.trainBatches(cut, size)
      trained.forEach((own, index) => losses[index]?.set(own, from / batchSize))
    }
    return losses
  }

  async evaluate(part: 'train' | 'validation'): Promise<readonly Evaluation[]> {
    const program = { session: this.parts.evaluate, plan: this.plan }
    const evaluations: Evaluation[] = []
    for (const place of this.places) {
      evaluations.push(await evaluateRows(program, this.joint.member(place)?.weights ?? {}, this.data[part]))
    }
    return evaluations
  }

  weights(member: number): Promise<Weights> {
    return this.stateOf(member).named()
  }

  async state(member: number): Promise<RunnerState> {
    const state = this.stateOf(member)
    const masks = this.members[this.places[member] ?? 0]?.masks
    const random = masks && masks.pools.size > 0 ? masks.state() : null
    return { batches: this.stepsDone, weights: await state.named(), slots: await state.slots(), random }
  }

  async keep(members: readonly number[]): Promise<void> {
    this.places = members.flatMap((member) => this.places[member] ?? [])
    if (this.places.length > this.members.length / 2) return
    this.joint.keep(this.places)
    this.members = this.places.flatMap((place) => this.members[place] ?? [])
    this.places = [...this.members.keys()]
    const { session } = this.training
    this.training = await openTraining(this.parts.compiled, this.members)
    await session.release()
  }

  async dispose(): Promise<void> {
    await this.training.session.release()
    await this.parts.evaluate.release()
  }

  private stateOf(member: number): TrainingState {
    const state = this.joint.member(this.places[member] ?? -1)
    invariant(state, 'a member has its state')
    return state
  }

  private get plan() {
    const [first] = this.parts.compiled.members
    invariant(first, 'a population has a member')
    return first.plan
  }

  /** Trains on batches of one size. */
  private async trainBatches(chunks: readonly MemberChunk[], batchSize: number): Promise<Float32Array[]> {
    const all = this.members.map((member, place) => {
      const own = chunks[this.places.indexOf(place)]
      return own ? this.toChunk(member, own, batchSize) : null
    })
    const present = all.find((chunk) => chunk !== null)
    if (!present) return []
    const feeds = joinChunks(
      all.map((chunk) => chunk ?? present),
      this.members[0]?.masks.rows ?? 0,
    )
    const results = await this.training.session.run({
      ...this.training.constants,
      ...this.joint.carried,
      ...feeds,
    })
    this.joint.advance(
      Object.fromEntries(
        Object.entries(this.joint.carried).map(([name, before]) => [
          name,
          results[carriedOutput(name)] ?? before,
        ]),
      ),
    )
    this.stepsDone += present.steps
    const losses = floatsOf(results[LOSSES_OUTPUT])
    return this.places.map((place) => pickMember(losses, place, this.members.length))
  }

  private toChunk({ request, model, masks }: Member, chunk: MemberChunk, batchSize: number): Chunk {
    const { order, learningRates } = chunk
    const { training } = request
    const { stepsDone } = this
    const steps = order.length / batchSize
    const noise = masks.pools.size > 0 ? masks.drawRows(order.length) : null
    const rateAt = (batch: number): number => learningRates[batch] ?? training.learningRate
    const schedules = scheduleNumbers(model.step.schedules, { training, stepsDone, steps, rateAt })
    return { steps, batchSize, order, noise, schedules }
  }
}

function cutChunk(
  { order, learningRates }: MemberChunk,
  { from, to, batch }: { readonly from: number; readonly to: number; readonly batch: number },
): MemberChunk {
  return { order: order.subarray(from, to), learningRates: learningRates.subarray(batch) }
}
