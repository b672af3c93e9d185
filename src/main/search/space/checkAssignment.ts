/** @file From some settings that somebody chose to an assignment of a space, or what is wrong with them. */
import type { AssignmentProblem } from '../../../shared/domain/search/assignmentProblem'
import type { Assignment, Parameter, SearchSpace } from '../../../shared/domain/searchSpace'
import { isActive } from './assignments'
import { containsValue } from './containsValue'
import { followedValue, leaderOf } from './followers'

export interface CheckedAssignment {
  /** With a value for every parameter that exists: the chosen one, else the default. */
  readonly assignment: Assignment
  /** At most one a parameter. */
  readonly problems: readonly AssignmentProblem[]
}

/** Parameters that follow another one have the value that goes with it. Constraints are not looked at. */
export function checkAssignment(space: SearchSpace, chosen: Assignment): CheckedAssignment {
  const assignment: Assignment = {}
  const problems: AssignmentProblem[] = []
  const known = new Set(space.parameters.map(({ name }) => name))
  for (const parameter of Object.keys(chosen))
    if (!known.has(parameter)) problems.push({ cause: 'unknown', parameter })
  for (const parameter of space.parameters) {
    const { name } = parameter
    const value = chosen[name]
    if (isActive(parameter, assignment)) {
      const implied = impliedValue(space, parameter, assignment)
      assignment[name] = implied ?? value ?? parameter.default
      const problem = value === undefined ? null : problemOf(parameter, value, implied)
      if (problem !== null) problems.push(problem)
    } else if (value !== undefined) {
      problems.push({ cause: 'inactive', parameter: name, parent: parameter.condition?.parameter ?? '' })
    }
  }
  return { assignment, problems }
}

function problemOf(
  { name, domain, follows }: Parameter,
  value: Assignment[string],
  implied: Assignment[string] | null,
): AssignmentProblem | null {
  if (follows !== undefined && implied !== null) {
    return value === implied ? null : { cause: 'coupled', parameter: name, follows, expected: implied }
  }
  return containsValue(domain, value) ? null : { cause: 'outside', parameter: name, value }
}

/** @returns the value that goes with that of the parameter it follows; null where it follows none. */
function impliedValue(
  space: SearchSpace,
  parameter: Parameter,
  assignment: Assignment,
): Assignment[string] | null {
  const leader = leaderOf(space, parameter)
  const value = leader === null ? undefined : assignment[leader.name]
  return leader === null || value === undefined ? null : followedValue(parameter, leader, value)
}
