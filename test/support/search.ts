import type { PastTrial, Question, Sampler, SearchTask } from '../../src/main/search'
import { assignmentKey } from '../../src/main/search'
import type { Assignment, SearchSpace } from '../../src/shared/domain/searchSpace'

/** A study of one objective, one trial at a time, without an end. */
export function taskOf(space: SearchSpace, change: Partial<SearchTask> = {}): SearchTask {
  return { space, objectives: 1, trials: null, parallel: 1, ...change }
}

/** A trial that is complete with these objectives, or what `change` says. */
export function pastTrial(
  number: number,
  assignment: Assignment,
  change: Partial<PastTrial> = {},
): PastTrial {
  return {
    ...{ number, assignment, state: 'complete', values: null, curve: [], plannedSteps: 1, runs: [] },
    ...change,
  }
}

/** What a sampler is asked where nothing may be tried twice. */
export function questionOf(number: number, history: readonly PastTrial[] = []): Question {
  const tried = new Set(history.map(({ assignment }) => assignmentKey(assignment)))
  return { number, history, isAllowed: (assignment) => !tried.has(assignmentKey(assignment)) }
}

/** Runs a sampler against a function of assignments, of one value or several, to its budget. @returns its trials, complete. */
export function runSearch(
  sampler: Sampler,
  objective: (assignment: Assignment) => number | readonly number[],
  trials: number,
): PastTrial[] {
  const history: PastTrial[] = []
  for (let number = 1; number <= trials; number++) {
    const assignment = sampler.propose(questionOf(number, history))
    if (assignment === null) break
    const value = objective(assignment)
    history.push(pastTrial(number, assignment, { values: typeof value === 'number' ? [value] : value }))
  }
  return history
}
