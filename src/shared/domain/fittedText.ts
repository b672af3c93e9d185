/** @file What texts taught on the training rows: all that is needed to turn another text into numbers. */
import * as v from 'valibot'
import { TfidfSettings, TokenSettings } from './textSettings'

/** A BCP 47 tag; never `auto`. */
const Language = v.string()

export const FittedTokens = v.strictObject({
  settings: TokenSettings,
  language: Language,
  /** Units from the commonest on; the first has number `firstToken(settings)`. Pieces that end a word end in `WORD_END`. */
  vocabulary: v.array(v.string()),
  /** Two pieces with a space between, in the order in which they are merged; empty unless the unit is `bytePairs`. */
  merges: v.array(v.string()),
})
export type FittedTokens = v.InferOutput<typeof FittedTokens>

export const FittedTfidf = v.strictObject({
  settings: TfidfSettings,
  language: Language,
  /** Terms in the order of the features: units with a space between them, characters without. */
  vocabulary: v.array(v.string()),
  /** What the counts of each term are multiplied with; 1 where the weighting is not `tfidf`. */
  idf: v.array(v.number()),
})
export type FittedTfidf = v.InferOutput<typeof FittedTfidf>

export const PADDING_TOKEN = 0
export const UNKNOWN_TOKEN = 1

/** Stands at the end of the last piece of a word. No text holds it: it counts as a space there. */
export const WORD_END = '▁'

/** @returns the number of the commonest unit. */
export function firstToken({ outOfVocabulary }: Pick<TokenSettings, 'outOfVocabulary'>): number {
  return outOfVocabulary ? UNKNOWN_TOKEN + 1 : UNKNOWN_TOKEN
}

/** @returns how many different numbers there are, padding and unknown included: what an embedding has to hold. */
export function countTokens({ settings, vocabulary }: FittedTokens): number {
  return firstToken(settings) + vocabulary.length
}
