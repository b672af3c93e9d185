/** @file Coupled parameters: those that follow another have its place among their own values, and none of their own. */
import type {
  Assignment,
  Condition,
  Parameter,
  ParameterValue,
  SearchSpace,
} from '../../../shared/domain/searchSpace'
import { holds } from './conditions'
import { countValues, indexOfValue, valueAt } from './domains'

/** @returns the value that belongs to this one of the parameter that is followed. */
export function followedValue(
  { domain }: Parameter,
  leader: Parameter,
  value: ParameterValue,
): ParameterValue {
  return valueAt(domain, indexOfValue(leader.domain, value))
}

/** @returns the parameter that this one follows; null where it follows none. */
export function leaderOf({ parameters }: SearchSpace, { follows }: Parameter): Parameter | null {
  if (follows === undefined) return null
  return parameters.find(({ name }) => name === follows) ?? null
}

/** @returns the space as strategies see it; what exists by a follower's value exists by that of the parameter it follows. */
export function withoutFollowers(space: SearchSpace): SearchSpace {
  if (space.parameters.every(({ follows }) => follows === undefined)) return space
  const parameters = space.parameters
    .filter((parameter) => leaderOf(space, parameter) === null)
    .map((parameter) => ({ ...parameter, condition: leadCondition(space, parameter.condition) }))
  return { ...space, parameters }
}

function leadCondition(space: SearchSpace, condition: Condition | null): Condition | null {
  const parent = space.parameters.find(({ name }) => name === condition?.parameter)
  const leader = parent === undefined ? null : leaderOf(space, parent)
  if (condition === null || parent === undefined || leader === null) return condition
  const values = Array.from({ length: countValues(leader.domain) ?? 0 }, (_, index) =>
    valueAt(leader.domain, index),
  )
  return {
    test: 'oneOf',
    parameter: leader.name,
    values: values.filter((value) => holds(condition, followedValue(parent, leader, value))),
  }
}

/** @returns the assignment with what follows in it, in order of the space. */
export function withFollowers(space: SearchSpace, assignment: Assignment): Assignment {
  const whole: Assignment = {}
  for (const parameter of space.parameters) {
    const leader = leaderOf(space, parameter)
    const value = assignment[leader?.name ?? parameter.name]
    if (value === undefined) continue
    whole[parameter.name] = leader === null ? value : followedValue(parameter, leader, value)
  }
  return whole
}
