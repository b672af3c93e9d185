/** @file How a model sees the text of a row: the pieces it is cut into, and the numbers they become. */
import * as v from 'valibot'
import { TermPreview, TokenPreview } from './textPreview'

/** Tokens and terms that are listed at most. */
export const SEEN_TOKENS = 500

export const SeenText = v.strictObject({
  /** The beginning of the text as it stands in the table, at most 4,000 characters. */
  text: v.string(),
  /** In the order of the text; empty where the recipe makes no tokens of the column. */
  tokens: v.array(TokenPreview),
  /** Tokens of the whole text. */
  tokenCount: v.number(),
  /** By weight; empty where the recipe counts no terms. */
  terms: v.array(TermPreview),
})
export type SeenText = v.InferOutput<typeof SeenText>
