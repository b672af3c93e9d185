/** @file Assignments: which parameters exist in one, what its defaults are, how it is drawn, when two are equal. */
import type { Assignment, Parameter, ParameterValue, SearchSpace } from '../../../shared/domain/searchSpace'
import { canonicalJson } from '../../../shared/util/canonicalJson'
import type { Random } from '../../../shared/util/random'
import { isActive } from './conditions'
import { sampleValue } from './domains'
import { followedValue, leaderOf } from './followers'

export { holds, isActive } from './conditions'

/** @returns the design's own values, as far as the space allows them. */
export function defaultAssignment(space: SearchSpace): Assignment {
  return fillAssignment(space, (parameter) => parameter.default)
}

/** @returns the assignment with a value for every active parameter (the default where it had none) and for no other. */
export function normaliseAssignment(space: SearchSpace, assignment: Assignment): Assignment {
  return fillAssignment(space, (parameter) => assignment[parameter.name] ?? parameter.default)
}

/** @returns an assignment drawn from the space; parameters are drawn in order, inactive ones and those that follow not at all. */
export function sampleAssignment(space: SearchSpace, random: Random): Assignment {
  return fillAssignment(space, (parameter) => sampleValue(parameter.domain, random))
}

/** @returns a text that is equal for equal assignments, whatever the order of their keys. */
export function assignmentKey(assignment: Assignment): string {
  return canonicalJson(assignment)
}

function fillAssignment(space: SearchSpace, valueOf: (parameter: Parameter) => ParameterValue): Assignment {
  const assignment: Assignment = {}
  for (const parameter of space.parameters) {
    if (!isActive(parameter, assignment)) continue
    const leader = leaderOf(space, parameter)
    const value = leader === null ? undefined : assignment[leader.name]
    assignment[parameter.name] =
      leader === null || value === undefined ? valueOf(parameter) : followedValue(parameter, leader, value)
  }
  return assignment
}
