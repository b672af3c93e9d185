import { assignmentKey, createSampler, type PastTrial } from '../../src/main/search'
import { newSampler } from '../../src/shared/domain/search/newSampler'
import type { SamplerKind } from '../../src/shared/domain/search/samplerSpec'
import { MOST_TRIALS, type Problem, READ_AT } from './problem'

export const OWN: readonly SamplerKind[] = ['auto', 'gp', 'tpe', 'forest', 'random']

/** @returns regret ÷ unit after the numbers of `READ_AT`. The budget is not told, nothing is tried twice. */
export function runOwn(kind: SamplerKind, problem: Problem, seed: number): number[] {
  const task = { space: problem.space, objectives: 1, trials: null, parallel: 1 }
  const sampler = createSampler(task, newSampler(kind, { seed, trials: MOST_TRIALS, epochs: 1 }))
  const history: PastTrial[] = []
  const tried = new Set<string>()
  for (let number = 1; number <= MOST_TRIALS; number++) {
    const isAllowed = (one: PastTrial['assignment']) => !tried.has(assignmentKey(one))
    const assignment = sampler.propose({ number, history, isAllowed })
    if (assignment === null) break
    tried.add(assignmentKey(assignment))
    const values = [problem.evaluate(assignment)]
    history.push({ number, assignment, state: 'complete', values, curve: [], plannedSteps: 1, runs: [] })
  }
  return toFigures(
    problem,
    history.map(({ values }) => values?.[0] ?? NaN),
  )
}

/** @param values of the trials in order */
export function toFigures({ least, unit }: Problem, values: readonly number[]): number[] {
  return READ_AT.map((trials) => (Math.min(...values.slice(0, trials)) - least) / unit(trials))
}
