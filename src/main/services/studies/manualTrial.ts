import { TrialId } from '../../../shared/domain/ids'
import type { AssignmentProblem } from '../../../shared/domain/search/assignmentProblem'
import type { Assignment, SearchSpace } from '../../../shared/domain/searchSpace'
import type { TrialOrigin, TrialRow } from '../../../shared/domain/trial'
import { assignmentKey, checkAssignment, compileConstraints, type ModelFigures } from '../../search'
import { createId } from '../context'
import type { LiveStudy } from './liveStudy'
import { plannedTrials } from './nextAction'
import { plannedSteps, spaceOf } from './studySetup'
import { queuedTrial } from './trialTransitions'

/** A trial that somebody put together, or what keeps it from being one. */
export interface ManualTrial {
  readonly row: TrialRow | null
  readonly problems: AssignmentProblem[]
}

/** @param chosen settings; the others have their defaults */
export function manualTrial(
  live: LiveStudy,
  chosen: Assignment,
  figures: ModelFigures | null = null,
): ManualTrial {
  const space = spaceOf(live.study.plan)
  const { assignment, problems } = checkAssignment(space, chosen)
  const further = (): AssignmentProblem[] => [
    ...brokenConstraints(space, assignment, figures),
    ...findSame(live, assignment),
  ]
  const all = problems.length > 0 ? [...problems] : further()
  if (all.length > 0) return { row: null, problems: all }
  return {
    row: newTrial(live, assignment, { number: freeNumber(live), origin: { kind: 'manual' } }),
    problems: [],
  }
}

/** @returns a queued trial of the study as it is now, not yet stored. */
export function newTrial(
  { study, spaceVersion }: LiveStudy,
  assignment: Assignment,
  { number, origin }: { readonly number: number; readonly origin: TrialOrigin },
): TrialRow {
  return queuedTrial({
    ...{ id: createId(TrialId), studyId: study.id, number, assignment, origin, spaceVersion },
    plannedSteps: plannedSteps(study.plan, assignment),
  })
}

/**
 * @returns the next number that no trial has, or will have: the first is that of the default settings, and a list that is tried to its
 * end keeps its numbers.
 */
export function freeNumber({ board, sampler, samplerTrials, study }: LiveStudy): number {
  const planned = plannedTrials(study.plan.budget, samplerTrials)
  const isWholeList = sampler.isForeseeable && planned === samplerTrials
  let number = Math.max(2, board.nextNumber, isWholeList ? planned + 1 : 0)
  while (board.get(number) !== undefined) number++
  return number
}

function brokenConstraints(
  space: SearchSpace,
  assignment: Assignment,
  figures: ModelFigures | null,
): AssignmentProblem[] {
  return compileConstraints(space)
    .filter((constraint) => !constraint.holds(assignment, figures ?? undefined))
    .map(({ text }) => ({ cause: 'constraint', constraint: text }))
}

function findSame({ board, study }: LiveStudy, assignment: Assignment): AssignmentProblem[] {
  if ((study.plan.duplicates ?? 'skip') !== 'skip') return []
  const key = assignmentKey(assignment)
  for (const row of board.rows()) {
    if (row.state !== 'failed' && assignmentKey(row.assignment) === key)
      return [{ cause: 'tried', trial: row.number }]
  }
  return []
}
