import type { Assignment } from '../../../shared/domain/searchSpace'
import type { TrialRow, TrialState } from '../../../shared/domain/trial'
import { assignmentKey } from '../../search'
import type { LiveStudy } from './liveStudy'
import { freeNumber, newTrial } from './manualTrial'
import { plannedTrials } from './nextAction'
import type { PickedTrials } from './pickedTrials'

const WITHOUT_RESULT: readonly TrialState[] = ['failed', 'interrupted']

/** @returns everything that failed. */
export function failedTrials({ board }: LiveStudy): PickedTrials {
  return { added: [], again: [...board.rows()].filter(({ state }) => state === 'failed') }
}

/**
 * @returns what failed or was interrupted, and of a plan that is known ahead every point that is no trial: under its own number,
 * or, where another trial has that, under a new one.
 */
export function missingTrials(live: LiveStudy): PickedTrials {
  const { board } = live
  const again = [...board.rows()].filter(({ state }) => WITHOUT_RESULT.includes(state))
  const tried = new Set([...board.rows()].map(({ assignment }) => assignmentKey(assignment)))
  const added: TrialRow[] = []
  const taken = new Set<number>()
  for (const { number, assignment } of plannedPoints(live)) {
    if (tried.has(assignmentKey(assignment))) continue
    const own = board.get(number) === undefined && !taken.has(number) ? number : nextFree(live, taken)
    taken.add(own)
    added.push(newTrial(live, assignment, { number: own, origin: { kind: 'sampler' } }))
  }
  return { added, again }
}

interface PlannedPoint {
  readonly number: number
  readonly assignment: Assignment
}

/** Of a sampler that waits for results, none. */
function plannedPoints({ sampler, samplerTrials, study }: LiveStudy): PlannedPoint[] {
  if (!sampler.isForeseeable) return []
  const points: PlannedPoint[] = []
  for (let number = 1; number <= plannedTrials(study.plan.budget, samplerTrials); number++) {
    const assignment = sampler.propose({ number, history: [], isAllowed: () => true })
    if (assignment !== null) points.push({ number, assignment })
  }
  return points
}

/** Beyond all numbers that points of the plan may yet have. */
function nextFree(live: LiveStudy, taken: ReadonlySet<number>): number {
  let number = Math.max(freeNumber(live), plannedTrials(live.study.plan.budget, live.samplerTrials) + 1)
  while (live.board.get(number) !== undefined || taken.has(number)) number++
  return number
}
