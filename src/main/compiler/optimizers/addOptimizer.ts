/** @file The step of the optimizer, once a group of parameters. */
import type { Value } from '../graph/graph'
import type { GraphBuilder } from '../graph/graphBuilder'
import { floats } from '../graph/tensorType'
import { weightsName, type ParameterGroup } from './groupParameters'
import type { Optimizer } from './optimizer'

/** Names of a group's tensors: first the weights, then the optimizer's state. */
export function stateNames(
  group: ParameterGroup,
  optimizer: Optimizer,
): [weights: string, ...slots: string[]] {
  return [weightsName(group), ...optimizer.slots.map((slot) => `${slot}:${group.name}`)]
}

export interface LearntGroups {
  readonly groups: readonly {
    readonly group: ParameterGroup
    readonly weights: Value
    readonly members: readonly Value[]
  }[]
  /** Of every member of every group, in their order. */
  readonly gradients: readonly Value[]
}

/** Adds the carried state of the optimizer, its step, and the outputs that carry weights and state on. */
export function addOptimizer(
  builder: GraphBuilder,
  optimizer: Optimizer,
  { groups, gradients }: LearntGroups,
): void {
  const stepSize = builder.input('stepSize', optimizer.isScheduled ? 'schedule' : 'setting', floats())
  const setting = addSettings(builder)
  let first = 0
  for (const { group, weights, members } of groups) {
    const gradient = joinGradients(builder, gradients.slice(first, first + members.length))
    first += members.length
    const [name, ...slotNames] = stateNames(group, optimizer)
    const slots = slotNames.map((slot) => builder.input(slot, 'carried', floats(...group.shape)))
    const next = optimizer.update({ emit: builder, parameter: weights, gradient, slots, stepSize, setting })
    ;[name, ...slotNames].forEach((output, index) => builder.output(output, next[index] ?? weights))
  }
}

/** The gradient of a shared tensor is that of its members, one after the other. */
function joinGradients(builder: GraphBuilder, gradients: readonly Value[]): Value {
  const [only] = gradients
  return only && gradients.length === 1 ? only : builder.op('pack', gradients)
}

/** Settings become inputs when a rule asks for them, each once. */
function addSettings(builder: GraphBuilder): (name: string) => Value {
  const settings = new Map<string, Value>()
  return (name) => {
    const value = settings.get(name) ?? builder.input(name, 'setting', floats())
    settings.set(name, value)
    return value
  }
}
