/** @file The figures a trial is judged by. */
import * as v from 'valibot'
import type { Task } from './task'

export const METRICS = [
  'loss',
  'accuracy',
  'balancedAccuracy',
  'f1',
  'rocAuc',
  'mse',
  'rmse',
  'mae',
  'r2',
] as const
export const MetricName = v.picklist(METRICS)
export type MetricName = v.InferOutput<typeof MetricName>

export const Direction = v.picklist(['maximize', 'minimize'])
export type Direction = v.InferOutput<typeof Direction>

/** What a study optimises: this metric on the validation rows, in the metric's own direction. */
export const Objective = v.strictObject({ metric: MetricName, direction: Direction })
export type Objective = v.InferOutput<typeof Objective>

export const METRIC_DIRECTIONS: Record<MetricName, Direction> = {
  loss: 'minimize',
  accuracy: 'maximize',
  balancedAccuracy: 'maximize',
  f1: 'maximize',
  rocAuc: 'maximize',
  mse: 'minimize',
  rmse: 'minimize',
  mae: 'minimize',
  r2: 'maximize',
}

/** The metrics of a task, the default objective first. `f1` is the macro mean for many classes; `rocAuc` is for two. */
export const TASK_METRICS: Record<Task, readonly MetricName[]> = {
  binary: ['accuracy', 'loss', 'balancedAccuracy', 'f1', 'rocAuc'],
  multiclass: ['accuracy', 'loss', 'balancedAccuracy', 'f1'],
  regression: ['rmse', 'loss', 'mse', 'mae', 'r2'],
}

/** Metric values of one part at one epoch; a metric that is undefined there (one class only) is absent. */
export const MetricValues = v.record(MetricName, v.optional(v.number()))
export type MetricValues = Partial<Record<MetricName, number>>

/** One epoch of a run. Regression figures are in the units of the target. */
export const StepMetrics = v.strictObject({
  /** Epochs finished, from 1. */
  step: v.number(),
  train: MetricValues,
  validation: MetricValues,
})
export type StepMetrics = v.InferOutput<typeof StepMetrics>
