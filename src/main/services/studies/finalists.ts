import type { StudyPlan } from '../../../shared/domain/study'
import type { TrialRow } from '../../../shared/domain/trial'
import { baseRuns, finalRuns, finishedRuns, type SeriesPlan } from './trialSeries'

interface FinalPlan extends SeriesPlan {
  readonly objective: StudyPlan['objective']
}

/**
 * The best trials are trained with further seeds once everything else is done. Who they are follows from the runs that every
 * trial has, so that it stays the same however far they have come.
 * @param rows of all trials
 * @returns numbers of those that lack runs, the best first
 */
export function finalistsOf(plan: FinalPlan, rows: Iterable<TrialRow>): number[] {
  const finalists = plan.repeats?.finalists
  if (!finalists) return []
  const base = baseRuns(plan)
  const sign = plan.objective.direction === 'minimize' ? 1 : -1
  const candidates = [...rows]
    .map((row) => ({ row, runs: finishedRuns(row).slice(0, base) }))
    .filter(({ row, runs }) => runs.length === base && row.state !== 'pruned' && row.state !== 'failed')
    .map(({ row, runs }) => ({ row, score: sign * runs.reduce((sum, { value }) => sum + value, 0) }))
    .sort((left, right) => left.score - right.score || left.row.number - right.row.number)
  return candidates
    .slice(0, finalists.count)
    .filter(({ row }) => finishedRuns(row).length < finalRuns(plan))
    .map(({ row }) => row.number)
}
