/** @file The weights as inputs of a graph, a tensor a group. */
import { invariant } from '../../../shared/errors/appError'
import type { InputRole, Value } from '../graph/graph'
import type { GraphBuilder } from '../graph/graphBuilder'
import { floats } from '../graph/tensorType'
import { weightsName, type ParameterGroup } from '../optimizers/groupParameters'

/** A group, the tensor that holds it, and the parameters in it. */
export interface WeightGroup {
  readonly group: ParameterGroup
  readonly weights: Value
  /** In the order of the group. */
  readonly members: readonly Value[]
}

/** Frozen groups are settings, whatever the others are: a step hands on what it may change. */
export function addWeights(
  builder: GraphBuilder,
  groups: readonly ParameterGroup[],
  role: InputRole,
): WeightGroup[] {
  return groups.map((group) => {
    const weights = builder.input(
      weightsName(group),
      group.isFrozen ? 'setting' : role,
      floats(...group.shape),
    )
    const shapes = group.members.map(({ shape }) => shape)
    return {
      group,
      weights,
      members: shapes.length > 1 ? builder.node('unpack', [weights], { shapes }) : [weights],
    }
  })
}

/** Finds the value of a parameter by its name. */
export type ParameterLookup = (name: string) => Value

export function lookUp(values: Iterable<readonly [string, Value]>): ParameterLookup {
  const byName = new Map(values)
  return (name) => {
    const value = byName.get(name)
    invariant(value, `${name} is no parameter`)
    return value
  }
}

export function lookUpMembers(groups: readonly WeightGroup[]): ParameterLookup {
  return lookUp(
    groups.flatMap(({ group, weights, members }) =>
      group.members.map(({ name }, index) => [name, members[index] ?? weights] as const),
    ),
  )
}
