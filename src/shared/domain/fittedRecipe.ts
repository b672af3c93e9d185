/**
 * @file A recipe with what it learnt from the training rows: all that is needed to turn a raw row into the inputs of a model.
 * Steps are lowered to *primitives*, a closed set that both the data engine and the exported model can do.
 */
import * as v from 'valibot'
import { InputSpec } from './modelInput'
import { Primitive } from './primitives'
import { Output } from './task'

/**
 * A column of the source that the model reads. Numbers enter as they are (dates as days since 1970-01-01), categories and
 * texts as text, pictures as the path of their file.
 */
export const RawColumn = v.strictObject({
  column: v.string(),
  kind: v.picklist(['number', 'date', 'category', 'text', 'picture']),
  /** Whether a row without this cell cannot be used. */
  isRequired: v.boolean(),
  /** Categories that were seen, the commonest first; of `category` only. */
  categories: v.optional(v.array(v.string()), []),
})
export type RawColumn = v.InferOutput<typeof RawColumn>

/** Where an input of the model comes from once all primitives were applied. */
export const InputSource = v.variant('kind', [
  /** Figures side by side, in this order; for a sequence those of every step. */
  v.strictObject({ kind: v.literal('figures'), features: v.array(v.string()) }),
  /** What a `tokens` primitive made of this column. */
  v.strictObject({ kind: v.literal('tokens'), column: v.string() }),
  /** What a `picture` primitive made of this column: bytes / 255. */
  v.strictObject({ kind: v.literal('picture'), column: v.string() }),
])
export type InputSource = v.InferOutput<typeof InputSource>

export const FittedInput = v.strictObject({ spec: InputSpec, source: InputSource })
export type FittedInput = v.InferOutput<typeof FittedInput>

/** Of a series: how many rows a model looks at, and how many rows after the last of them its target lies. */
export const FittedWindow = v.strictObject({ lookback: v.number(), horizon: v.number() })
export type FittedWindow = v.InferOutput<typeof FittedWindow>

export const FittedRecipe = v.strictObject({
  reads: v.array(RawColumn),
  primitives: v.array(Primitive),
  /** In the order of the model's inputs; the first one is the main input. */
  inputs: v.pipe(v.array(FittedInput), v.minLength(1)),
  window: v.optional(v.nullable(FittedWindow), null),
  target: v.string(),
  output: Output,
  /** For numbers: the model learns `(y − center) / scale`; 0 and 1 for classes. */
  targetCenter: v.number(),
  targetScale: v.number(),
})
export type FittedRecipe = v.InferOutput<typeof FittedRecipe>

/** @returns the names of the figures of all table and sequence inputs, in order: `age`, `sex=male`, `sex=other` … */
export function featureNamesOf({ inputs }: Pick<FittedRecipe, 'inputs'>): string[] {
  return inputs.flatMap(({ source }) => (source.kind === 'figures' ? source.features : []))
}
