/** @file All metrics of a task for one part. */
import type { MetricValues } from '../../../shared/domain/metric'
import type { Task } from '../../../shared/domain/task'
import type { Evaluation } from '../types'
import { accuracy, balancedAccuracy, countConfusion, f1Score, predictClasses } from './classes'
import { scoreNumbers } from './numbers'
import { rocAuc } from './probabilities'

/** The model learns `(y − center) / scale`; 0 and 1 for classes. */
export interface TargetScale {
  readonly center: number
  readonly scale: number
}

export interface Measured {
  readonly task: Task
  readonly evaluation: Evaluation
  /** Class indices, or scaled numbers; one a row. */
  readonly y: Float32Array
  readonly target: TargetScale
}

/** A metric that is undefined here is absent. The loss is the training loss; other figures are in target units. */
export function measure({ task, evaluation, y, target }: Measured): MetricValues {
  const figures =
    task === 'regression'
      ? (scoreNumbers(toTargetUnits(y, target), toTargetUnits(evaluation.predictions, target)) ?? {})
      : measureClasses(task, evaluation.predictions, y)
  return withoutUndefined({ loss: evaluation.loss, ...figures })
}

export function toTargetUnits(scaled: Float32Array, { center, scale }: TargetScale): Float64Array {
  return new Float64Array(scaled).map((value) => value * scale + center)
}

function measureClasses(
  task: Task,
  predictions: Float32Array,
  y: Float32Array,
): Record<string, number | undefined> {
  const isBinary = task === 'binary'
  const outputs = predictions.length / y.length
  const confusion = countConfusion(y, predictClasses(predictions, y.length), Math.max(2, outputs))
  return {
    accuracy: accuracy(confusion),
    balancedAccuracy: balancedAccuracy(confusion),
    f1: f1Score(confusion, isBinary),
    rocAuc: isBinary ? rocAuc(chanceOfSecond(predictions, outputs), y) : undefined,
  }
}

function chanceOfSecond(predictions: Float32Array, outputs: number): Float32Array {
  return outputs === 1 ? predictions : predictions.filter((_, index) => index % outputs === 1)
}

function withoutUndefined(figures: Record<string, number | undefined>): MetricValues {
  return Object.fromEntries(Object.entries(figures).filter(([, value]) => value !== undefined))
}
