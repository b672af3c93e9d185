/** @file The step of the optimizer, once a group of parameters. */
import type { TrainingSpec } from '../../../shared/domain/trainingSpec'
import type { Value } from '../graph/graph'
import type { GraphBuilder } from '../graph/graphBuilder'
import { floats } from '../graph/tensorType'
import type { Emit } from '../ops/op'
import { accumulateGradients, type Accumulation } from './accumulateGradients'
import { clipGradients } from './clipGradients'
import { type GroupRate, weightsName, type ParameterGroup } from './groupParameters'
import type { Optimizer, StepNumber, StepNumberName } from './optimizer'
import { optimizerOf } from './registry'

/** Names of a group's tensors: first the weights, then the optimizer's state. */
export function stateNames(
  group: ParameterGroup,
  optimizer: Optimizer,
): [weights: string, ...slots: string[]] {
  const slots = group.isTrained ? optimizer.slots : []
  return [weightsName(group), ...slots.map((slot) => `${slot}:${group.name}`)]
}

export interface LearntGroups {
  /** Those that are trained. */
  readonly groups: readonly {
    readonly group: ParameterGroup
    readonly weights: Value
    readonly members: readonly Value[]
    /** 1 for weights that may move, 0 for those that are zero for good; all may move where it is absent. */
    readonly pruning?: Value
  }[]
  /** Of every member of every group, in their order. */
  readonly gradients: readonly Value[]
  /** Of a second network: what keeps its numbers apart, and its learning rate as a multiple of the usual one. */
  readonly second?: { readonly prefix: string; readonly rate: number }
}

/** A number that is fed: one for the whole run, or one a step. */
export interface FedNumber {
  readonly name: string
  readonly isScheduled: boolean
  readonly at: StepNumber['at']
}

/**
 * Adds the carried state of the optimizer, its step, and the outputs that carry weights and state on.
 * @returns what the step has to be fed, in the order of its inputs, and the weights after the step, a value a group.
 */
export function addOptimizer(
  builder: GraphBuilder,
  training: TrainingSpec,
  { groups, gradients, second }: LearntGroups,
): { readonly fed: readonly FedNumber[]; readonly moved: readonly Value[] } {
  const optimizer = optimizerOf(training)
  const { fed, numberAt } = feedNumbers(builder, optimizer, {
    schedule: training.schedule,
    ...(second ? { second } : {}),
  })
  const stepSizes = groups.map(({ group }) => numberAt(group.rate, 'stepSize'))
  const carried = groups.map((learnt) => carryState(builder, learnt, optimizer))
  const joined = joinByGroup(builder, { groups, gradients })
  const steps = addSteps(builder, {
    ...{ joined, carried, batches: training.accumulate },
    number: (name) => numberAt(null, name),
  })
  const clipped = clipGradients(builder, steps.gradients, training)
  const moved = groups.map(({ group, weights, pruning }, index) => {
    const [parameter = weights, ...slots] = carried[index] ?? []
    const gradient = clipped[index] ?? weights
    const number = (name: StepNumberName): Value => numberAt(group.rate, name)
    const stepSize = stepSizes[index] ?? number('stepSize')
    const context = { emit: builder, training, parameter, gradient, slots, stepSize, number }
    const [stepped, ...nextSlots] = optimizer.update(context)
    const limited = limitNorm(builder, group, stepped)
    const kept = pruning ? builder.op('multiply', [limited, pruning]) : limited
    const next = steps.carryOn(index, [kept, ...nextSlots])
    stateNames(group, optimizer).forEach((name, place) => builder.output(name, next[place] ?? weights))
    return next[0] ?? weights
  })
  return { fed, moved }
}

/** @returns the values of `stateNames`. */
function carryState(
  builder: GraphBuilder,
  { group, weights }: LearntGroups['groups'][number],
  optimizer: Optimizer,
): Value[] {
  const [, ...slots] = stateNames(group, optimizer)
  return [weights, ...slots.map((slot) => builder.input(slot, 'carried', floats(...group.shape)))]
}

interface Batches {
  readonly joined: readonly Value[]
  readonly carried: readonly (readonly Value[])[]
  readonly batches: number
  number(name: StepNumberName): Value
}

/** A step a batch costs nothing. */
function addSteps(emit: Emit, { joined, carried, batches, number }: Batches): Accumulation {
  return batches === 1
    ? { gradients: joined, carryOn: (_index, next) => next }
    : accumulateGradients(emit, { gradients: joined, carried, batches, stepEnds: number('stepEnds') })
}

/** A parameter with a limit is alone in its group. */
function limitNorm(emit: Emit, { members: [first] }: ParameterGroup, weights: Value): Value {
  const limit = first?.maxNorm ?? 0
  return limit === 0 ? weights : emit.op('maxNorm', [weights], { limit, unitAxis: first?.unitAxis ?? 0 })
}

function joinByGroup(builder: GraphBuilder, { groups, gradients }: LearntGroups): Value[] {
  let first = 0
  return groups.map(({ members }) => {
    const own = gradients.slice(first, first + members.length)
    first += members.length
    return joinGradients(builder, own)
  })
}

/** The gradient of a shared tensor is that of its members, one after the other. */
function joinGradients(builder: GraphBuilder, gradients: readonly Value[]): Value {
  const [only] = gradients
  return only && gradients.length === 1 ? only : builder.op('pack', gradients)
}

/** Numbers become inputs when a rule asks for them, each once. */
function feedNumbers(
  builder: GraphBuilder,
  { numbers }: Optimizer,
  {
    schedule,
    second = { prefix: '', rate: 1 },
  }: Pick<TrainingSpec, 'schedule'> & Pick<LearntGroups, 'second'>,
) {
  const fed: FedNumber[] = []
  const values = new Map<string, Value>()
  const numberAt = (of: GroupRate | null, name: StepNumberName): Value => {
    const fullName = `${second.prefix}${of === null ? '' : `${of.name}:`}${name}`
    const known = values.get(fullName)
    if (known !== undefined) return known
    const rate = second.rate * (of?.share ?? 1)
    const { changes, at } = numbers[name] ?? numbers.stepSize
    const isScheduled = changes === 'every step' || (changes === 'rate' && schedule !== 'constant')
    const value = builder.input(fullName, isScheduled ? 'schedule' : 'setting', floats())
    values.set(fullName, value)
    const atRate: StepNumber['at'] = (state) => at({ ...state, learningRate: state.learningRate * rate })
    fed.push({ name: fullName, isScheduled, at: rate === 1 ? at : atRate })
    return value
  }
  return { fed, numberAt }
}
