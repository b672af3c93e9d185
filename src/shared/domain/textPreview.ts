/** @file How one text is seen once it was cut into units: shown beside a recipe. */
import * as v from 'valibot'

export const TokenPreview = v.strictObject({
  text: v.string(),
  /** Its number; null for a unit that is left out. */
  id: v.nullable(v.number()),
  isUnknown: v.boolean(),
  /** Whether it stands in the sequence, and was not cut off. */
  isKept: v.boolean(),
  /** False for a piece of a word that goes on. */
  endsWord: v.boolean(),
})
export type TokenPreview = v.InferOutput<typeof TokenPreview>

/** A term of a text with what it weighs there. */
export const TermPreview = v.strictObject({ text: v.string(), weight: v.number() })
export type TermPreview = v.InferOutput<typeof TermPreview>
