/** @file How a model is trained: everything that is not a layer. */
import * as v from 'valibot'

export const OPTIMIZERS = ['adam', 'rmsprop', 'sgd'] as const
export const OptimizerName = v.picklist(OPTIMIZERS)
export type OptimizerName = v.InferOutput<typeof OptimizerName>

export const TrainingSpec = v.strictObject({
  optimizer: OptimizerName,
  learningRate: v.pipe(v.number(), v.minValue(1e-8), v.maxValue(10)),
  /** Used by `sgd` only, 0 to 0.999. */
  momentum: v.pipe(v.number(), v.minValue(0), v.maxValue(0.999)),
  /** Rows a step; the last batch of an epoch may be smaller. */
  batchSize: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65536)),
  epochs: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10000)),
  /** Epochs without gain of the objective before a trial stops early; 0 never stops early. */
  patience: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10000)),
})
export type TrainingSpec = v.InferOutput<typeof TrainingSpec>

export const DEFAULT_TRAINING: TrainingSpec = {
  optimizer: 'adam',
  learningRate: 0.001,
  momentum: 0.9,
  batchSize: 32,
  epochs: 30,
  patience: 0,
}
