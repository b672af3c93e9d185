/** @file How a trained model does on rows it never saw: what opening the sealed test set shows. */
import * as v from 'valibot'
import { StudyId, TrialId } from './ids'
import { MatchedTest } from './matching'
import { MetricValues } from './metric'
import { PictureSheet } from './pictureSheet'
import { NaiveForecasts } from './seriesProfile'

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

/** For rows that a model gives back or makes: the test rows as they are and what was made, where they can be drawn. */
export const MadeReport = v.strictObject({
  kind: v.literal('made'),
  goal: v.picklist(['reconstruction', 'generation']),
  real: v.nullable(PictureSheet),
  made: v.nullable(PictureSheet),
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
  /**
   * What always guessing the commonest class (accuracy), the mean (rmse) or the mean row (mse) would score; for made rows,
   * how far the training rows are from the test rows (energy distance).
   */
  baseline: v.number(),
  /** Of a series of figures: what forecasts that only repeat the past would score on the same rows. */
  naive: v.optional(v.nullable(NaiveForecasts)),
  report: v.variant('kind', [ClassReport, NumberReport, MadeReport]),
  /** Of an embedding, where validation could tell a threshold. */
  matched: v.optional(MatchedTest),
})
export type TestReport = v.InferOutput<typeof TestReport>

export type BaselineMetric = 'accuracy' | 'identification' | 'rmse' | 'mse' | 'energyDistance'

/** @returns the metric that the baseline is measured in, which is also the first one to be told. */
export function baselineMetric({ report, metrics }: Pick<TestReport, 'report' | 'metrics'>): BaselineMetric {
  if (metrics.identification !== undefined) return 'identification'
  if (report.kind === 'classes') return 'accuracy'
  if (report.kind === 'number') return 'rmse'
  return report.goal === 'generation' ? 'energyDistance' : 'mse'
}

/** One time that somebody looked at the sealed test rows of a dataset. */
export const TestOpening = v.strictObject({
  studyId: StudyId,
  studyName: v.string(),
  trialNumber: v.number(),
  /** Of the dataset. */
  versionNumber: v.number(),
  openedAt: v.number(),
})
export type TestOpening = v.InferOutput<typeof TestOpening>
export type ClassReport = v.InferOutput<typeof ClassReport>
export type NumberReport = v.InferOutput<typeof NumberReport>
export type MadeReport = v.InferOutput<typeof MadeReport>
