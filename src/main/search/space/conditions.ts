/** @file Which parameters exist beside which values. */
import type { Assignment, Condition, Parameter, ParameterValue } from '../../../shared/domain/searchSpace'

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
