/** @file A recipe with what it learnt from the training rows: all that is needed to turn a raw row into inputs. */
import * as v from 'valibot'
import { Output } from './task'

/** One raw number → `(filled − center) / scale`, one input. Dates enter as days since 1970-01-01. */
export const FittedNumber = v.strictObject({
  kind: v.literal('number'),
  column: v.string(),
  isDate: v.boolean(),
  /** Stands in for a missing cell; null: a row without this cell cannot be used. */
  fill: v.nullable(v.number()),
  center: v.number(),
  scale: v.number(),
})

/** One raw text → a one-hot vector or a scaled rank. Unknown texts count as `other` where there is one, else as nothing. */
export const FittedCategory = v.strictObject({
  kind: v.literal('category'),
  column: v.string(),
  method: v.picklist(['oneHot', 'ordinal']),
  /** In the order of the inputs (one-hot) or ranks (ordinal). */
  categories: v.array(v.string()),
  hasOther: v.boolean(),
  /** Stands in for a missing cell: a category, "" for a category of its own (the last in `categories`), null: row unusable. */
  fill: v.nullable(v.string()),
  /** Applied to the rank; 0 and 1 for one-hot. */
  center: v.number(),
  scale: v.number(),
})

export const FittedInput = v.variant('kind', [FittedNumber, FittedCategory])
export type FittedInput = v.InferOutput<typeof FittedInput>

export const FittedRecipe = v.strictObject({
  inputs: v.array(FittedInput),
  /** Names of the inputs of the model, in order: `age`, `sex=male`, `sex=other` … */
  featureNames: v.array(v.string()),
  target: v.string(),
  output: Output,
  /** For numbers: the model learns `(y − center) / scale`; 0 and 1 for classes. */
  targetCenter: v.number(),
  targetScale: v.number(),
})
export type FittedRecipe = v.InferOutput<typeof FittedRecipe>
