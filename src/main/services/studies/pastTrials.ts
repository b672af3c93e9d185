import type { Direction } from '../../../shared/domain/metric'
import type { FurtherObjective } from '../../../shared/domain/search/objective'
import type { StudyPlan } from '../../../shared/domain/study'
import type { TrialRow } from '../../../shared/domain/trial'
import { assignmentKey, type PastTrial, type Question } from '../../search'

type Objectives = Pick<StudyPlan, 'objective' | 'furtherObjectives'>
type Rules = Objectives & Pick<StudyPlan, 'duplicates'>

/** @returns what a sampler is asked for the trial of this number. */
export function questionFor(plan: Rules, number: number, rows: Iterable<TrialRow>): Question {
  const history = toPastTrials(plan, rows)
  const policy = plan.duplicates ?? 'skip'
  const tried = new Set(policy === 'skip' ? history.map(({ assignment }) => assignmentKey(assignment)) : [])
  return { number, history, isAllowed: (assignment) => !tried.has(assignmentKey(assignment)) }
}

/** @returns trials as samplers and pruners see them, in order of number. */
export function toPastTrials(plan: Objectives, rows: Iterable<TrialRow>): PastTrial[] {
  return [...rows].map((row) => toPastTrial(plan, row)).toSorted((left, right) => left.number - right.number)
}

function toPastTrial(plan: Objectives, row: TrialRow): PastTrial {
  const { number, assignment, state, plannedSteps } = row
  return { number, assignment, state, plannedSteps, values: valuesOf(plan, row), curve: [], runs: [] }
}

/** All to be minimised; null where one is not known. */
function valuesOf({ objective, furtherObjectives = [] }: Objectives, row: TrialRow): number[] | null {
  if (row.value === null) return null
  const further = furtherObjectives.map((own) => toMinimise(measureOf(own, row), own.direction))
  const values = [toMinimise(row.value, objective.direction), ...further]
  return values.every((value) => value !== null) ? values : null
}

function measureOf({ measure }: FurtherObjective, row: TrialRow): number | null {
  if (measure === 'weights') return row.weightCount
  if (measure === 'trainingTime') return row.durationMs
  return row.validation[measure] ?? null
}

function toMinimise(value: number | null, direction: Direction): number | null {
  return value === null || direction === 'minimize' ? value : -value
}
