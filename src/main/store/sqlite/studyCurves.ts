/** @file The curves of all trials of a study at once. */
import type { Database } from 'better-sqlite3'
import type { MetricName, StepMetrics } from '../../../shared/domain/metric'

/** @param run whose curves are read @returns what reads validation metrics of all trials of a study, by their numbers, ascending. */
export function createStudyCurves(database: Database, run: number) {
  const select = database
    .prepare<[string, number, string], [number, number, number]>(
      `SELECT number, curve_points.step, curve_points.value FROM trials JOIN curves ON trial_key = trials.key
       JOIN curve_points ON curve_key = curves.key
       WHERE study_id = ? AND run = ? AND part = 'validation' AND metric = ? ORDER BY number, curve_points.step`,
    )
    .raw()
  return (studyId: string, metrics: readonly MetricName[]): Map<number, StepMetrics[]> => {
    const trials = new Map<number, Map<number, StepMetrics>>()
    for (const metric of metrics) {
      for (const [number, step, value] of select.iterate(studyId, run, metric)) {
        const steps = trials.get(number) ?? new Map<number, StepMetrics>()
        const metricsOfStep = steps.get(step) ?? { step, train: {}, validation: {} }
        metricsOfStep.validation[metric] = value
        trials.set(number, steps.set(step, metricsOfStep))
      }
    }
    return new Map([...trials].map(([number, steps]) => [number, inOrder(steps)]))
  }
}

/** A metric that is undefined at first begins later than the others. */
function inOrder(steps: ReadonlyMap<number, StepMetrics>): StepMetrics[] {
  return [...steps.values()].sort((left, right) => left.step - right.step)
}
