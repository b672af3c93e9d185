/** @file What is to be predicted: a class of two, a class of many, or a number. */
import * as v from 'valibot'

export const TASKS = ['binary', 'multiclass', 'regression'] as const
export const Task = v.picklist(TASKS)
export type Task = v.InferOutput<typeof Task>

/** What a model must put out: class labels in the order of its outputs, or one number. */
export const Output = v.variant('kind', [
  v.strictObject({ kind: v.literal('classes'), labels: v.pipe(v.array(v.string()), v.minLength(2)) }),
  v.strictObject({ kind: v.literal('number') }),
])
export type Output = v.InferOutput<typeof Output>
