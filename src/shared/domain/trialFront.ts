/** @file Several objectives of a study: what a trial has of each, and which trials none other beats. */
import type { Direction } from './metric'
import type { FurtherObjective } from './search/objective'
import type { StudyPlan } from './study'
import { KEPT_WEIGHTS, type TrialRow } from './trial'

export type Objectives = Pick<StudyPlan, 'objective' | 'furtherObjectives'>

type Measured = Pick<TrialRow, 'value' | 'validation' | 'weightCount' | 'durationMs'>
/** As much of a trial as its place on a front follows from. */
export type Judged = Measured & Pick<TrialRow, 'number'>

/** What a trial has of an objective after the first: a metric at its best epoch, or what the model costs; null where it has none. */
export function measureOf(measure: FurtherObjective['measure'], row: Measured): number | null {
  if (measure === 'weights') return row.weightCount
  if (measure === 'trainingTime') return row.durationMs
  return row.validation[measure] ?? null
}

/** @returns all objectives of a trial, less being better; null where it lacks one */
function costsOf({ objective, furtherObjectives = [] }: Objectives, row: Measured): number[] | null {
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

/** Whether a study has a front of best trials instead of one best. */
export function hasFront({ furtherObjectives = [] }: Objectives): boolean {
  return furtherObjectives.length > 0
}

/** A front may hold half of all trials; so many of it, the best by the first objective, keep their weights. */
export const KEPT_ON_FRONT = 100

/**
 * The trials that keep their weights: the best ones, and where there are several objectives those of the front, which come first.
 * @param ranked complete trials, the best by the first objective first
 */
export function keptTrials<Row extends Judged>(plan: Objectives, ranked: readonly Row[]): Row[] {
  const best = ranked.slice(0, KEPT_WEIGHTS)
  if (!hasFront(plan)) return best
  const front = frontOf(plan, ranked).slice(0, KEPT_ON_FRONT)
  return [...new Set([...front, ...best])]
}

/**
 * The trials that no other is at least as good as in every objective, and better in one. In ascending order of the costs, what
 * comes later beats nothing before it, so that only the front so far has to be looked at.
 * @param rows complete trials
 */
export function frontOf<Row extends Judged>(plan: Objectives, rows: readonly Row[]): Row[] {
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
