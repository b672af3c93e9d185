/** @file Using an exported model: the form it needs and what it answers. */
import * as v from 'valibot'

/** A field of the predict form, from the recipe: what the model reads. */
export const PredictField = v.variant('kind', [
  v.strictObject({
    kind: v.literal('number'),
    column: v.string(),
    isDate: v.boolean(),
    example: v.nullable(v.string()),
    isRequired: v.boolean(),
  }),
  v.strictObject({
    kind: v.literal('category'),
    column: v.string(),
    choices: v.array(v.string()),
    example: v.nullable(v.string()),
    isRequired: v.boolean(),
  }),
])
export type PredictField = v.InferOutput<typeof PredictField>

/** `probabilities` follow the labels of the output; null for regression. */
export const Prediction = v.strictObject({
  value: v.union([v.string(), v.number()]),
  probabilities: v.nullable(v.array(v.strictObject({ label: v.string(), probability: v.number() }))),
})
export type Prediction = v.InferOutput<typeof Prediction>
