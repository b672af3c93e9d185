/** @file Primitives from text to figures. */
import * as v from 'valibot'
import { FittedTfidf, FittedTokens } from '../fittedText'
import { Names, Numbers } from './figures'

/** Text ← value where it is missing. */
export const FillText = v.strictObject({ kind: v.literal('fillText'), column: v.string(), value: v.string() })

/** Takes the column out and adds a row of `table` under the names: that of the text, `other` for an unknown one, `missing` for none. */
export const Lookup = v.strictObject({
  kind: v.literal('lookup'),
  column: v.string(),
  keys: v.array(v.string()),
  /** Zeros and ones: the row of key i is 1 at place i and 0 elsewhere, so that `table` need not be written down. */
  isOneHot: v.boolean(),
  /** [keys, names]; empty for one-hot. */
  table: v.array(Numbers),
  other: Numbers,
  missing: Numbers,
  names: Names,
})

/** Makes the tokens of a column: int32 [length]. */
export const Tokens = v.strictObject({ kind: v.literal('tokens'), column: v.string(), fitted: FittedTokens })

/** Takes the column out and adds a figure a term. */
export const Tfidf = v.strictObject({
  kind: v.literal('tfidf'),
  column: v.string(),
  fitted: FittedTfidf,
  names: Names,
})
