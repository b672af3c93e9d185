/** @file The figures of a part by what a model learns: the target, or the inputs themselves. */
import { GOAL_METRICS, type MetricValues } from '../../../shared/domain/metric'
import type { Goal } from '../../../shared/domain/task'
import type { TargetScale } from '../../compiler'
import type { Evaluation, TrainingData } from '../types'
import { measureEmbedding, type EmbeddedRows } from './embedded'
import { energyDistance } from './energyDistance'
import { measure } from './measure'

export interface Judged {
  readonly goal: Goal
  readonly evaluation: Evaluation
  /** What was evaluated. */
  readonly data: TrainingData
  readonly target: TargetScale
  /** Of an embedding: the training rows, among which rows are looked for; absent for those themselves. */
  readonly gallery?: EmbeddedRows
}

/** Figures of inputs are in the units that the model sees. A metric that is undefined here is absent. */
export function measureGoal({ goal, evaluation, data, target, gallery }: Judged): MetricValues {
  if (goal === 'generation') return measureGeneration(evaluation, data)
  if (goal === 'reconstruction') return measureReconstruction(evaluation, data)
  if (goal === 'embedding') return measureEmbedding({ evaluation, y: data.y }, gallery ?? null)
  return measure({ task: goal, evaluation, y: data.y, target })
}

function measureReconstruction(evaluation: Evaluation, { x }: TrainingData): MetricValues {
  const y = x instanceof Float32Array ? x : Float32Array.from(x)
  const figures = measure({ task: 'regression', evaluation, y, target: { center: 0, scale: 1 } })
  const names: readonly string[] = GOAL_METRICS.reconstruction
  return Object.fromEntries(Object.entries(figures).filter(([name]) => names.includes(name)))
}

function measureGeneration(
  { loss, predictions, discriminatorLoss = Number.NaN }: Evaluation,
  { x, rows }: TrainingData,
): MetricValues {
  const width = x.length / rows
  return { loss, discriminatorLoss, energyDistance: energyDistance(predictions, x, width) }
}
