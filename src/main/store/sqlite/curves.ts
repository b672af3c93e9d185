/** @file The epochs of trials: a curve for every part and metric, a point for every step. */
import type { Database } from 'better-sqlite3'
import * as v from 'valibot'
import { MetricName, type StepMetrics } from '../../../shared/domain/metric'
import { readRow } from './rows'
import { createStudyCurves } from './studyCurves'

/** Points of a sparkline; written into the statement, as a bound number would be a float and divide as one. */
const SPARK_POINTS = '32'
/** The epochs of a trial are those of its first run. */
const RUN = 1
/** Written into a statement that has no other numbers. */
const FIRST_RUN = String(RUN)

const PARTS = ['train', 'validation'] as const
const PointRow = v.strictObject({
  step: v.number(),
  part: v.picklist(PARTS),
  metric: MetricName,
  value: v.number(),
})

export interface Curves {
  /** A step that is there already is replaced. Values that are no numbers (a diverged loss) leave a gap. */
  append(trialKey: number, steps: readonly StepMetrics[], run?: number): void
  clear(trialKey: number): void
  read(trialKey: number): StepMetrics[]
  /** @returns validation metrics of all trials of a study, by their numbers. */
  ofStudy(studyId: string, metrics: readonly MetricName[]): Map<number, StepMetrics[]>
  /** @returns a validation metric as at most 32 values: the last of each of as many equal buckets of steps. */
  spark(trialKey: number, metric: string): number[]
}

export function createCurves(database: Database): Curves {
  const addCurve = database.prepare(
    'INSERT INTO curves (trial_key, run, part, metric) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  )
  const findCurve = database
    .prepare<[number, number, string, string], number>(
      'SELECT key FROM curves WHERE trial_key = ? AND run = ? AND part = ? AND metric = ?',
    )
    .pluck()
  const addPoint = database.prepare(
    'INSERT OR REPLACE INTO curve_points (curve_key, step, value) VALUES (?, ?, ?)',
  )
  const clear = database.prepare('DELETE FROM curves WHERE trial_key = ?')
  const selectAll = database.prepare(
    `SELECT step, part, metric, value FROM curves JOIN curve_points ON curve_key = curves.key
     WHERE trial_key = ? AND run = ${FIRST_RUN} ORDER BY step`,
  )
  const selectBuckets = database
    .prepare<[number], number>(
      `WITH ranked AS (
         SELECT value, row_number() OVER (ORDER BY step) - 1 AS place, count(*) OVER () AS total
         FROM curve_points WHERE curve_key = ?
       )
       SELECT value FROM ranked
       WHERE total <= ${SPARK_POINTS} OR (place + 1) * ${SPARK_POINTS} / total > place * ${SPARK_POINTS} / total
       ORDER BY place`,
    )
    .pluck()

  const curveKey = (trialKey: number, run: number, part: string, metric: string): number => {
    const known = findCurve.get(trialKey, run, part, metric)
    return known ?? Number(addCurve.run(trialKey, run, part, metric).lastInsertRowid)
  }
  return {
    append: (trialKey, steps, run = RUN) => {
      const keys = new Map<string, number>()
      for (const { step, part, metric, value } of steps.flatMap(toPoints)) {
        const name = `${part}.${metric}`
        const key = keys.get(name) ?? curveKey(trialKey, run, part, metric)
        keys.set(name, key)
        addPoint.run(key, step, value)
      }
    },
    clear: (trialKey) => {
      clear.run(trialKey)
    },
    read: (trialKey) => toSteps(selectAll.all(trialKey)),
    ofStudy: createStudyCurves(database, RUN),
    spark: (trialKey, metric) => {
      const curve = findCurve.get(trialKey, RUN, 'validation', metric)
      return curve === undefined ? [] : selectBuckets.all(curve)
    },
  }
}

function toPoints(metrics: StepMetrics) {
  return PARTS.flatMap((part) =>
    Object.entries(finiteValues(metrics[part])).map(([metric, value]) => ({
      step: metrics.step,
      part,
      metric,
      value,
    })),
  )
}

function toSteps(rows: readonly unknown[]): StepMetrics[] {
  const steps = new Map<number, StepMetrics>()
  for (const row of rows) {
    const { step, part, metric, value } = readRow(PointRow, row)
    const metrics = steps.get(step) ?? { step, train: {}, validation: {} }
    metrics[part][metric] = value
    steps.set(step, metrics)
  }
  return [...steps.values()]
}

/** @returns the metrics that are numbers: neither JSON nor SQLite can keep the others. */
export function finiteValues(values: StepMetrics['train']): Record<string, number> {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, number] => Number.isFinite(entry[1])),
  )
}
