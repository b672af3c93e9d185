import type { Assignment, ParameterValue } from '@shared/domain/searchSpace'

/** A setting across several trials; undefined where a trial has no such setting (momentum without SGD). */
export interface ComparedSetting {
  readonly name: string
  readonly values: readonly (ParameterValue | undefined)[]
  readonly isDifferent: boolean
}

/**
 * The settings of several trials side by side.
 * @param order names as the study has them; others follow as they come
 */
export function compareSettings(
  assignments: readonly Assignment[],
  order: readonly string[],
): ComparedSetting[] {
  const known = new Set(assignments.flatMap((assignment) => Object.keys(assignment)))
  const names = [
    ...order.filter((name) => known.has(name)),
    ...[...known].filter((name) => !order.includes(name)),
  ]
  return names.map((name) => {
    const values = assignments.map((assignment) => assignment[name])
    return { name, values, isDifferent: values.some((value) => value !== values[0]) }
  })
}
