import type { Direction } from '@shared/domain/metric'
import type { FurtherObjective } from '@shared/domain/search/objective'
import type { StudyPlan } from '@shared/domain/study'
import type { TrialRow } from '@shared/domain/trial'

type Measured = Pick<TrialRow, 'value' | 'validation' | 'weightCount' | 'durationMs'>

/** What a trial has of an objective after the first: a metric at its best epoch, or what the model costs; null where it has none. */
export function measureOf(measure: FurtherObjective['measure'], row: Measured): number | null {
  if (measure === 'weights') return row.weightCount
  if (measure === 'trainingTime') return row.durationMs
  return row.validation[measure] ?? null
}

/** @returns all objectives of a trial, less being better; null where it lacks one */
function costsOf({ objective, furtherObjectives = [] }: StudyPlan, row: Measured): number[] | null {
  const first = toCost(row.value, objective.direction)
  const further = furtherObjectives.map(({ measure, direction }) =>
    toCost(measureOf(measure, row), direction),
  )
  const costs = [first, ...further].filter((cost) => cost !== null)
  return costs.length === 1 + further.length ? costs : null
}

function toCost(value: number | null, direction: Direction): number | null {
  if (value === null || !Number.isFinite(value)) return null
  return direction === 'minimize' ? value : -value
}

/**
 * The trials that no other is at least as good as in every objective, and better in one. In ascending order of the costs, what
 * comes later beats nothing before it, so that only the front so far has to be looked at.
 * @param rows complete trials
 */
export function frontOf(plan: StudyPlan, rows: readonly TrialRow[]): TrialRow[] {
  const judged = rows.flatMap((row) => {
    const costs = costsOf(plan, row)
    return costs === null ? [] : [{ row, costs }]
  })
  judged.sort((left, right) => compareCosts(left.costs, right.costs) || left.row.number - right.row.number)
  const front: typeof judged = []
  for (const one of judged) if (!front.some(({ costs }) => isBeaten(one.costs, costs))) front.push(one)
  return front.map(({ row }) => row)
}

function compareCosts(left: readonly number[], right: readonly number[]): number {
  const at = left.findIndex((cost, index) => cost !== right[index])
  return at < 0 ? 0 : (left[at] ?? 0) - (right[at] ?? 0)
}

function isBeaten(own: readonly number[], other: readonly number[]): boolean {
  return (
    other.every((cost, index) => cost <= (own[index] ?? 0)) &&
    other.some((cost, index) => cost < (own[index] ?? 0))
  )
}
