/** @file Assignments: which parameters exist in one, what its defaults are, how it is drawn, when two are equal. */
import type {
  Assignment,
  Condition,
  Parameter,
  ParameterValue,
  SearchSpace,
} from '../../../shared/domain/searchSpace'
import { canonicalJson } from '../../../shared/util/canonicalJson'
import type { Random } from '../../../shared/util/random'
import { sampleValue } from './domains'

/** @returns whether a condition holds for this value of its parent; it never holds while the parent does not exist. */
export function holds(condition: Condition, parent: ParameterValue | undefined): boolean {
  if (parent === undefined) return false
  if (condition.test === 'oneOf') return condition.values.includes(parent)
  return typeof parent === 'number' && parent >= condition.value
}

/** @returns whether a parameter exists beside these values; the assignment must hold no inactive parent. */
export function isActive({ condition }: Parameter, assignment: Assignment): boolean {
  return condition === null || holds(condition, assignment[condition.parameter])
}

/** @returns the design's own values, as far as the space allows them. */
export function defaultAssignment(space: SearchSpace): Assignment {
  return fillAssignment(space, (parameter) => parameter.default)
}

/** @returns the assignment with a value for every active parameter (the default where it had none) and for no other. */
export function normaliseAssignment(space: SearchSpace, assignment: Assignment): Assignment {
  return fillAssignment(space, (parameter) => assignment[parameter.name] ?? parameter.default)
}

/** @returns an assignment drawn from the space; parameters are drawn in order, inactive ones not at all. */
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
    if (isActive(parameter, assignment)) assignment[parameter.name] = valueOf(parameter)
  }
  return assignment
}
