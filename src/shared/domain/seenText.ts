/** @file How a model sees a text: the pieces it is cut into, and the numbers they become. */
import * as v from 'valibot'

/** Tokens that are listed at most. */
export const SEEN_TOKENS = 500

export const SeenText = v.strictObject({
  /** The beginning of the text as it stands in the table, at most 4,000 characters. */
  text: v.string(),
  /** In the order of the text; those that were cut off by the length are not among them. */
  tokens: v.array(
    v.strictObject({
      text: v.string(),
      id: v.number(),
      /** Not in the vocabulary: it counts as "unknown", or is left out. */
      isUnknown: v.boolean(),
    }),
  ),
  /** Tokens of the whole text, and those beyond the sequence length. */
  tokenCount: v.number(),
  cutCount: v.number(),
})
export type SeenText = v.InferOutput<typeof SeenText>
