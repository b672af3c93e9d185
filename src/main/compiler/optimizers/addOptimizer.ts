/** @file The step of the optimizer, once a group of parameters. */
import type { TrainingSpec } from '../../../shared/domain/trainingSpec'
import type { Value } from '../graph/graph'
import type { GraphBuilder } from '../graph/graphBuilder'
import { floats } from '../graph/tensorType'
import type { Emit } from '../ops/op'
import { clipGradients } from './clipGradients'
import { weightsName, type ParameterGroup } from './groupParameters'
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
  }[]
  /** Of every member of every group, in their order. */
  readonly gradients: readonly Value[]
}

/** A number that is fed: one for the whole run, or one a step. */
export interface FedNumber {
  readonly name: StepNumberName
  readonly isScheduled: boolean
  readonly at: StepNumber['at']
}

/**
 * Adds the carried state of the optimizer, its step, and the outputs that carry weights and state on.
 * @returns what the step has to be fed, in the order of its inputs.
 */
export function addOptimizer(
  builder: GraphBuilder,
  training: TrainingSpec,
  { groups, gradients }: LearntGroups,
): FedNumber[] {
  const optimizer = optimizerOf(training)
  const { fed, number } = feedNumbers(builder, optimizer, training)
  const stepSize = number('stepSize')
  const joined = clipGradients(builder, joinByGroup(builder, { groups, gradients }), training)
  for (const [index, { group, weights }] of groups.entries()) {
    const [name, ...slotNames] = stateNames(group, optimizer)
    const slots = slotNames.map((slot) => builder.input(slot, 'carried', floats(...group.shape)))
    const gradient = joined[index] ?? weights
    const context = { emit: builder, training, parameter: weights, gradient, slots, stepSize, number }
    const [moved, ...nextSlots] = optimizer.update(context)
    const next = [limitNorm(builder, group, moved), ...nextSlots]
    ;[name, ...slotNames].forEach((output, place) => builder.output(output, next[place] ?? weights))
  }
  return fed
}

/** A parameter with a limit is alone in its group. */
function limitNorm(emit: Emit, { members: [first] }: ParameterGroup, weights: Value): Value {
  const limit = first?.maxNorm ?? 0
  return limit === 0 ? weights : emit.op('maxNorm', [weights], { limit })
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
function feedNumbers(builder: GraphBuilder, { numbers }: Optimizer, { schedule }: TrainingSpec) {
  const fed: FedNumber[] = []
  const values = new Map<StepNumberName, Value>()
  const number = (name: StepNumberName): Value => {
    const known = values.get(name)
    if (known !== undefined) return known
    const { changes, at } = numbers[name] ?? numbers.stepSize
    const isScheduled = changes === 'every step' || (changes === 'rate' && schedule !== 'constant')
    const value = builder.input(name, isScheduled ? 'schedule' : 'setting', floats())
    values.set(name, value)
    fed.push({ name, isScheduled, at })
    return value
  }
  return { fed, number }
}
