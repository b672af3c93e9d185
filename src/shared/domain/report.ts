/** @file How a trained model does on rows it never saw: what opening the sealed test set shows. */
import * as v from 'valibot'
import { StudyId, TrialId } from './ids'
import { MetricValues } from './metric'

/** For classes. Rows of `confusion` are true classes, columns predicted ones, in the order of `labels`. */
export const ClassReport = v.strictObject({
  kind: v.literal('classes'),
  labels: v.array(v.string()),
  confusion: v.array(v.array(v.number())),
  perClass: v.array(
    v.strictObject({
      label: v.string(),
      precision: v.number(),
      recall: v.number(),
      f1: v.number(),
      support: v.number(),
    }),
  ),
})

/** For numbers, in the units of the target. `points` are at most 2,000 (actual, predicted) pairs. */
export const NumberReport = v.strictObject({
  kind: v.literal('number'),
  points: v.array(v.strictObject({ actual: v.number(), predicted: v.number() })),
})

/** Wilson's 95 % interval for a share; null where the metric is none. */
export const Interval = v.strictObject({ low: v.number(), high: v.number() })

export const TestReport = v.strictObject({
  studyId: StudyId,
  trialId: TrialId,
  trialNumber: v.number(),
  rowCount: v.number(),
  openedAt: v.number(),
  metrics: MetricValues,
  validation: MetricValues,
  accuracyInterval: v.nullable(Interval),
  /** What always guessing the commonest class (accuracy) or the mean (rmse) would score. */
  baseline: v.number(),
  report: v.variant('kind', [ClassReport, NumberReport]),
})
export type TestReport = v.InferOutput<typeof TestReport>
export type ClassReport = v.InferOutput<typeof ClassReport>
export type NumberReport = v.InferOutput<typeof NumberReport>
