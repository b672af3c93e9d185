/** @file Whether what was tried elsewhere, or in an earlier version of a space, is a point of a space. */
import type { Assignment, ParameterValue, SearchSpace } from '../../../shared/domain/searchSpace'
import { isActive } from './assignments'
import { containsValue } from './containsValue'
import { nearestValue } from './domains'
import { followedValue, leaderOf } from './followers'

/** @returns the value that a setting has while it does not vary; null where there is no such setting. */
export type FixedValues = (name: string) => ParameterValue | null

/** Settings of a trial, and the values of those that did not vary. */
export interface TriedSettings {
  readonly assignment: Assignment
  readonly fixed: FixedValues
}

export type Fit =
  | { readonly kind: 'fits'; readonly assignment: Assignment }
  | {
      readonly kind: 'misfit'
      /** It lacks the parameter · its value is none of the domain's · it differs from the value that all trials have. */
      readonly cause: 'missing' | 'outside' | 'fixed'
      readonly subject: string
      readonly value: ParameterValue | null
    }

/**
 * Settings are the same where they have the same name. What does not exist beside the others does not matter, nor does what the space's owner
 * does not have at all.
 * @param fixed of the owner of the space
 */
export function fitAssignment(space: SearchSpace, tried: TriedSettings, fixed: FixedValues): Fit {
  const assignment: Assignment = {}
  for (const parameter of space.parameters) {
    const { name, domain } = parameter
    if (!isActive(parameter, assignment)) continue
    const value = tried.assignment[name] ?? tried.fixed(name)
    if (value === null) return { kind: 'misfit', cause: 'missing', subject: name, value }
    if (!containsValue(domain, value) || !isInPlace(space, parameter, { assignment, value }))
      return { kind: 'misfit', cause: 'outside', subject: name, value }
    assignment[name] = nearestValue(domain, value)
  }
  const searched = new Set(space.parameters.map(({ name }) => name))
  for (const [name, value] of Object.entries(tried.assignment)) {
    const own = searched.has(name) ? null : fixed(name)
    if (own !== null && own !== value) return { kind: 'misfit', cause: 'fixed', subject: name, value }
  }
  return { kind: 'fits', assignment }
}

/** Whether a coupled parameter has the value that goes with that of the one it follows. */
function isInPlace(
  space: SearchSpace,
  parameter: SearchSpace['parameters'][number],
  { assignment, value }: { readonly assignment: Assignment; readonly value: ParameterValue },
): boolean {
  const leader = leaderOf(space, parameter)
  const leading = leader === null ? undefined : assignment[leader.name]
  return leader === null || leading === undefined || followedValue(parameter, leader, leading) === value
}
