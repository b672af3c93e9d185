/** @file All metrics of a task for one part. */
import type { MetricValues } from '../../../shared/domain/metric'
import type { Task } from '../../../shared/domain/task'
import type { TargetScale } from '../../compiler'
import type { Evaluation } from '../types'
import { cohenKappa, matthews } from './agreement'
import { accuracy, countConfusion, predictClasses, summariseClasses } from './classes'
import { scoreNumbers } from './numbers'
import { logLoss, rankAreas, topAccuracy } from './probabilities'

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
  const summary = summariseClasses(confusion, isBinary)
  return {
    accuracy: accuracy(confusion),
    balancedAccuracy: summary.balancedAccuracy,
    f1: summary.f1,
    precision: summary.precision,
    recall: summary.recall,
    logLoss: logLoss(predictions, y),
    mcc: matthews(confusion),
    kappa: cohenKappa(confusion),
    ...(isBinary
      ? rankAreas(chanceOfSecond(predictions, outputs), y)
      : {
          // Every row has one class, so micro-averaged F1 is the accuracy.
          f1Micro: accuracy(confusion),
          f1Weighted: summary.f1Weighted,
          top3Accuracy: topAccuracy(predictions, y, 3),
        }),
  }
}

function chanceOfSecond(predictions: Float32Array, outputs: number): Float32Array {
  return outputs === 1 ? predictions : predictions.filter((_, index) => index % outputs === 1)
}

function withoutUndefined(figures: Record<string, number | undefined>): MetricValues {
  return Object.fromEntries(Object.entries(figures).filter(([, value]) => value !== undefined))
}
