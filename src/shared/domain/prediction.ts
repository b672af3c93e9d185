/** @file Using an exported model: the form it needs and what it answers. */
import * as v from 'valibot'

/** A field of the predict form, from the recipe: what the model reads. `column` is that of the source. */
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
  /** A text of any length. */
  v.strictObject({
    kind: v.literal('text'),
    column: v.string(),
    example: v.nullable(v.string()),
    isRequired: v.boolean(),
  }),
  /** A file that was handed over; its id is the cell. */
  v.strictObject({
    kind: v.literal('picture'),
    column: v.string(),
    example: v.null(),
    isRequired: v.boolean(),
  }),
  /** The model looks at rows that follow each other: it predicts files only, the column `horizon` rows ahead (0: in the row itself). */
  v.strictObject({
    kind: v.literal('windows'),
    column: v.string(),
    example: v.null(),
    /** What it reads of each row. */
    columns: v.array(v.string()),
    lookback: v.number(),
    horizon: v.number(),
  }),
])
export type PredictField = v.InferOutput<typeof PredictField>

/** `probabilities` follow the labels of the output; null for regression. */
export const Prediction = v.strictObject({
  value: v.union([v.string(), v.number()]),
  probabilities: v.nullable(v.array(v.strictObject({ label: v.string(), probability: v.number() }))),
})
export type Prediction = v.InferOutput<typeof Prediction>
