/** @file The figures a trial is judged by. */
import * as v from 'valibot'
import { LayerFigures } from './diagnosis/layerFigures'
import type { Goal } from './task'

export const METRICS = [
  'loss',
  'accuracy',
  'balancedAccuracy',
  'f1',
  'f1Micro',
  'f1Weighted',
  'precision',
  'recall',
  'top3Accuracy',
  'rocAuc',
  'prAuc',
  'logLoss',
  'mcc',
  'kappa',
  'mse',
  'rmse',
  'mae',
  'mape',
  'r2',
  'explainedVariance',
  'energyDistance',
  'discriminatorLoss',
  'identification',
  'equalErrorRate',
  'verificationAuc',
  // What the exported model costs whoever uses it; measured only where a study asks for it, once the trial is trained.
  'latency',
  'modelSize',
] as const
export const BuiltInMetric = v.picklist(METRICS)
export type BuiltInMetric = v.InferOutput<typeof BuiltInMetric>

/** A figure that a program of the user's reports, as `own.val_loss`. */
export type OwnMetric = `own.${string}`
const OwnMetric = v.custom<OwnMetric>(
  (name) => typeof name === 'string' && /^own\.[A-Za-z0-9_./-]{1,60}$/.test(name),
  'a metric',
)

export const MetricName = v.union([BuiltInMetric, OwnMetric])
export type MetricName = v.InferOutput<typeof MetricName>

export function isMetricName(name: string): name is MetricName {
  return v.is(MetricName, name)
}

export function isOwnMetric(name: MetricName): name is OwnMetric {
  return name.startsWith('own.')
}

export const Direction = v.picklist(['maximize', 'minimize'])
export type Direction = v.InferOutput<typeof Direction>

/** Metrics that are shares of rows and read as percentages. */
const SHARES: ReadonlySet<string> = new Set<MetricName>([
  ...(['accuracy', 'balancedAccuracy', 'top3Accuracy', 'identification', 'equalErrorRate'] as const),
])

/** Whether a metric reads as a percentage: 0 to 1 as a value, 95 % as words. */
export function isShareMetric(name: string): boolean {
  return SHARES.has(name)
}

/** What a study optimises: this metric on the validation rows, in the metric's own direction. */
export const Objective = v.strictObject({ metric: MetricName, direction: Direction })
export type Objective = v.InferOutput<typeof Objective>

export const METRIC_DIRECTIONS: Record<BuiltInMetric, Direction> = {
  loss: 'minimize',
  accuracy: 'maximize',
  balancedAccuracy: 'maximize',
  f1: 'maximize',
  f1Micro: 'maximize',
  f1Weighted: 'maximize',
  precision: 'maximize',
  recall: 'maximize',
  top3Accuracy: 'maximize',
  rocAuc: 'maximize',
  prAuc: 'maximize',
  logLoss: 'minimize',
  mcc: 'maximize',
  kappa: 'maximize',
  mse: 'minimize',
  rmse: 'minimize',
  mae: 'minimize',
  mape: 'minimize',
  r2: 'maximize',
  explainedVariance: 'maximize',
  energyDistance: 'minimize',
  discriminatorLoss: 'minimize',
  identification: 'maximize',
  equalErrorRate: 'minimize',
  verificationAuc: 'maximize',
  latency: 'minimize',
  modelSize: 'minimize',
}

/** Between what a metric lies, whatever the model; both ends are possible values, or infinite. */
export interface MetricBounds {
  readonly low: number
  readonly high: number
}

const SHARE: MetricBounds = { low: 0, high: 1 }
const CORRELATION: MetricBounds = { low: -1, high: 1 }
const EXPLAINED: MetricBounds = { low: -Infinity, high: 1 }
const POSITIVE: MetricBounds = { low: 0, high: Infinity }
const UNBOUNDED: MetricBounds = { low: -Infinity, high: Infinity }

/** Losses of the user's choice may be negative, and so may an estimated distance. */
const METRIC_BOUNDS: Record<BuiltInMetric, MetricBounds> = {
  loss: UNBOUNDED,
  accuracy: SHARE,
  balancedAccuracy: SHARE,
  f1: SHARE,
  f1Micro: SHARE,
  f1Weighted: SHARE,
  precision: SHARE,
  recall: SHARE,
  top3Accuracy: SHARE,
  rocAuc: SHARE,
  prAuc: SHARE,
  logLoss: POSITIVE,
  mcc: CORRELATION,
  kappa: CORRELATION,
  mse: POSITIVE,
  rmse: POSITIVE,
  mae: POSITIVE,
  mape: POSITIVE,
  r2: EXPLAINED,
  explainedVariance: EXPLAINED,
  energyDistance: UNBOUNDED,
  discriminatorLoss: UNBOUNDED,
  identification: SHARE,
  equalErrorRate: SHARE,
  verificationAuc: SHARE,
  latency: POSITIVE,
  modelSize: POSITIVE,
}

/** What the user's own programs report may be anything. */
export function metricBounds(name: MetricName): MetricBounds {
  return isOwnMetric(name) ? UNBOUNDED : METRIC_BOUNDS[name]
}

/**
 * The metrics of a goal, the default objective first. Precision, recall and F1 are those of the second of two classes, and
 * the macro mean of many; ROC and precision–recall areas are for two classes. `mape` is a share, not a percentage. `energyDistance` is
 * how far made rows are from real ones (Székely and Rizzo 2013), 0 where they are alike. `identification` is the share of rows
 * whose nearest training row is of their class (of the training rows: their nearest other row); `equalErrorRate` the share of pairs
 * that are taken for the wrong thing at the distance where as many pairs of one class are too far apart as pairs of two are too near.
 */
export const GOAL_METRICS: Record<Goal, readonly BuiltInMetric[]> = {
  binary: [
    ...(['accuracy', 'loss', 'balancedAccuracy', 'f1', 'precision', 'recall'] as const),
    ...(['rocAuc', 'prAuc', 'logLoss', 'mcc', 'kappa'] as const),
  ],
  multiclass: [
    ...(['accuracy', 'loss', 'balancedAccuracy', 'f1', 'f1Micro', 'f1Weighted'] as const),
    ...(['precision', 'recall', 'top3Accuracy', 'logLoss', 'mcc', 'kappa'] as const),
  ],
  regression: ['rmse', 'loss', 'mse', 'mae', 'mape', 'r2', 'explainedVariance'],
  reconstruction: ['mse', 'loss', 'rmse', 'mae', 'r2'],
  generation: ['energyDistance', 'loss', 'discriminatorLoss'],
  embedding: ['identification', 'equalErrorRate', 'verificationAuc', 'top3Accuracy', 'loss'],
}

/** Metric values of one part at one epoch; a metric that is undefined there (one class only) is absent. */
export const MetricValues = v.record(MetricName, v.optional(v.number()))
export type MetricValues = v.InferOutput<typeof MetricValues>

/** One epoch of a run. Regression figures are in the units of the target. */
export const StepMetrics = v.strictObject({
  /** Epochs finished, from 1. */
  step: v.number(),
  train: MetricValues,
  validation: MetricValues,
  /** Only of runs that record their layers. */
  layers: v.optional(v.array(LayerFigures)),
})
export type StepMetrics = v.InferOutput<typeof StepMetrics>
