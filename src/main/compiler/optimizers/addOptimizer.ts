/** @file The step of the optimizer, once a group of parameters. */
import type { Value } from '../graph/graph'
import type { GraphBuilder } from '../graph/graphBuilder'
import { floats } from '../graph/tensorType'
import type { ParameterGroup } from './groupParameters'
import type { Optimizer } from './optimizer'

/** Names of a group's tensors: first the weights, then the optimizer's state. */
export function stateNames(
  group: ParameterGroup,
  optimizer: Optimizer,
): [weights: string, ...slots: string[]] {
  return [`weights:${group.name}`, ...optimizer.slots.map((slot) => `${slot}:${group.name}`)]
}

interface GroupValues {
  readonly group: ParameterGroup
  readonly weights: Value
  /** Gradient of each member. */
  readonly gradients: readonly Value[]
}

/** Adds the carried state of the optimizer, its step, and the outputs that carry weights and state on. */
export function addOptimizer(
  builder: GraphBuilder,
  optimizer: Optimizer,
  groups: readonly GroupValues[],
): void {
  const stepSize = builder.input('stepSize', optimizer.isScheduled ? 'schedule' : 'setting', floats())
  const settings = new Map<string, Value>()
  const setting = (name: string): Value => {
    const value = settings.get(name) ?? builder.input(name, 'setting', floats())
    settings.set(name, value)
    return value
  }
  for (const { group, weights, gradients } of groups) {
    const [weightsName, ...slotNames] = stateNames(group, optimizer)
    const slots = slotNames.map((name) => builder.input(name, 'carried', floats(...group.shape)))
    const [first = weights] = gradients
    const gradient = gradients.length > 1 ? builder.op('pack', gradients) : first
    const [nextWeights, ...nextSlots] = optimizer.update({
      emit: builder,
      parameter: weights,
      gradient,
      slots,
      stepSize,
      setting,
    })
    builder.output(weightsName, nextWeights)
    nextSlots.forEach((value, index) => builder.output(slotNames[index] ?? '', value))
  }
}
