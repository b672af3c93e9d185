/** @file What is seen in a column of texts: how long they are, which words they use, in which language. */
import * as v from 'valibot'

const Count = v.pipe(v.number(), v.integer(), v.minValue(0))

/** Shares of the texts for which a sequence that is long enough for them is told. */
export const LENGTH_SHARES = [0.5, 0.9, 0.95, 0.99] as const

export const TextLengths = v.strictObject({
  shortest: Count,
  longest: Count,
  mean: v.number(),
  /** The length that this share of the texts does not exceed. */
  quantiles: v.array(v.strictObject({ share: v.number(), length: Count })),
  /** Texts by length, in bins of equal width from `low` to `high`; the last one holds all longer texts. */
  histogram: v.strictObject({ low: v.number(), high: v.number(), counts: v.array(Count) }),
})
export type TextLengths = v.InferOutput<typeof TextLengths>

export const WordCount = v.strictObject({ text: v.string(), count: Count })
export type WordCount = v.InferOutput<typeof WordCount>

/** The words that a class uses more than the others do, the most telling first: by `logOdds` over its standard error. */
export const ClassWords = v.strictObject({
  label: v.string(),
  /** `count`: texts of the class with the word; `logOdds`: ln of their odds over those in the other classes. */
  words: v.array(v.strictObject({ text: v.string(), count: Count, logOdds: v.number() })),
})
export type ClassWords = v.InferOutput<typeof ClassWords>

export const TextProfile = v.strictObject({
  /** Rows with a text. */
  textCount: Count,
  /** Rows without: missing, or blanks alone. */
  emptyCount: Count,
  /** Rows whose text stands in an earlier row. */
  duplicateCount: Count,
  /** Different texts that lengths and words were counted on: all, or a sample of them. */
  sampleCount: Count,
  /** What `auto` takes the texts for, a BCP 47 tag; null where nothing can be told. */
  language: v.nullable(v.string()),
  /** Share of the letters in each script of Unicode, the largest first: `Latin`, `Han`, `Hiragana` … */
  scripts: v.array(v.strictObject({ script: v.string(), share: v.number() })),
  words: TextLengths,
  characters: TextLengths,
  /** Different words, lower-cased. */
  vocabularyCount: Count,
  /** Without the stop words of the language. */
  commonest: v.array(WordCount),
  /** Empty without classes. */
  classes: v.array(ClassWords),
})
export type TextProfile = v.InferOutput<typeof TextProfile>
