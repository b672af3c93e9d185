/** @file What is to be predicted: a class of two, a class of many, or a number. */
import * as v from 'valibot'

export const TASKS = ['binary', 'multiclass', 'regression'] as const
export const Task = v.picklist(TASKS)
export type Task = v.InferOutput<typeof Task>

/**
 * How a model is trained: to predict the target, to give back its inputs (an autoencoder; with noise in front, a denoising
 * one), to make rows that a second network cannot tell from real ones (Goodfellow et al. 2014), or to put rows of one class
 * near each other and rows of different classes far apart (an embedding), so that classes can be told that it never saw.
 */
export const TRAINING_MODES = ['supervised', 'autoencoder', 'adversarial', 'embedding'] as const
export const TrainingMode = v.picklist(TRAINING_MODES)
export type TrainingMode = v.InferOutput<typeof TrainingMode>

/** What a model learns: the task of its data, or what its training mode makes of the inputs alone. */
export type Goal = Task | 'reconstruction' | 'generation' | 'embedding'

const MODE_GOALS = {
  autoencoder: 'reconstruction',
  adversarial: 'generation',
  embedding: 'embedding',
} as const

export function goalOf(task: Task, mode: TrainingMode): Goal {
  return mode === 'supervised' ? task : MODE_GOALS[mode]
}

/** What a model must put out: class labels in the order of its outputs, or one number. */
export const Output = v.variant('kind', [
  v.strictObject({ kind: v.literal('classes'), labels: v.pipe(v.array(v.string()), v.minLength(2)) }),
  v.strictObject({ kind: v.literal('number') }),
])
export type Output = v.InferOutput<typeof Output>
