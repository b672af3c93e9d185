import type { Direction, StepMetrics } from '../../../shared/domain/metric'
import type { TrialRow, TrialState } from '../../../shared/domain/trial'
import { measureOf, type Objectives } from '../../../shared/domain/trialFront'
import type { CurvePoint, PastTrial } from '../../search'
import { isTrainingCost } from '../../../shared/domain/search/objective'

/** States in which a trial has come to a result, or to a part of one. */
const SCORED: readonly TrialState[] = ['complete', 'pruned']

/** Whether it waits at a halt for being worth going on, and not because its study pauses. */
export function isAtHalt({ state, reason }: Pick<TrialRow, 'state' | 'reason'>): boolean {
  return state === 'paused' && reason !== null
}

/** @returns a trial as samplers and pruners see it. */
export function toPastTrial(plan: Objectives, row: TrialRow, curve: readonly CurvePoint[] = []): PastTrial {
  const { number, assignment, plannedSteps } = row
  // To rest is something else than to be held up with the whole study.
  const state = row.state === 'paused' && !isAtHalt(row) ? 'running' : row.state
  const { direction } = plan.objective
  const runs = row.runs.map(({ value }) => toMinimise(value, direction))
  return { number, assignment, state, plannedSteps, values: valuesOf(plan, row), curve, runs }
}

/** What a model costs is known once it is trained. */
export function toCurvePoint(plan: Objectives, { step, validation }: StepMetrics): CurvePoint {
  const { objective, furtherObjectives = [] } = plan
  const further = furtherObjectives.map(({ measure, direction }) =>
    toMinimise(isTrainingCost(measure) ? NaN : (validation[measure] ?? NaN), direction),
  )
  return { step, values: [toMinimise(validation[objective.metric] ?? NaN, objective.direction), ...further] }
}

/** All to be minimised; null of a trial that has no result, or lacks a part of it though it is complete. */
function valuesOf({ objective, furtherObjectives = [] }: Objectives, row: TrialRow): number[] | null {
  if (row.value === null || !(SCORED.includes(row.state) || isAtHalt(row))) return null
  const further = furtherObjectives.map(({ measure, direction }) =>
    toMinimise(measureOf(measure, row) ?? NaN, direction),
  )
  const values = [toMinimise(row.value, objective.direction), ...further]
  return row.state === 'complete' && values.some(Number.isNaN) ? null : values
}

function toMinimise(value: number, direction: Direction): number {
  return direction === 'minimize' ? value : -value
}
