/** @file How texts become numbers: the settings of token sequences and of TF-IDF, and what a search may vary of them. */
import * as v from 'valibot'
import type { Setting } from './setting'
import { choice, doubling, even, float, integer, linear, values } from './settingMakers'

const whole = (low: number, high: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(low), v.maxValue(high))

/**
 * - `words`: as Unicode cuts them (UAX #29); Chinese, Japanese and Thai by dictionary
 * - `characters`: as a reader sees them, an emoji or a letter with its accents being one
 * - `bytePairs`: pieces of words that were merged by how often they stand side by side (Sennrich et al. 2016)
 */
export const TOKEN_UNITS = ['words', 'characters', 'bytePairs'] as const
export const TFIDF_UNITS = ['words', 'characters'] as const

/** What is offered; any other BCP 47 tag is understood as well. `auto`: guessed from the training rows. */
export const TEXT_LANGUAGES = [
  'auto',
  'en',
  'zh',
  'ja',
  'ko',
  'de',
  'fr',
  'es',
  'it',
  'pt',
  'nl',
  'ru',
  'ar',
  'th',
] as const

/** `language`: our short list of function words of the language, empty where there is none; `own`: `ownStopWords`. */
export const STOP_WORDS = ['none', 'language', 'own'] as const
export const KEEP_OR_DROP = ['keep', 'drop'] as const
export const TEXT_SIDES = ['pre', 'post'] as const
/** `counts`: how often a term stands in a text; `binary`: whether it does; `tfidf`: counts times inverse document frequency. */
export const TERM_WEIGHTINGS = ['tfidf', 'counts', 'binary'] as const
export const TERM_NORMS = ['l2', 'l1', 'none'] as const

const Language = v.pipe(
  v.string(),
  v.check((tag) => tag === 'auto' || isLanguageTag(tag), 'no language tag'),
)
const KeepOrDrop = v.picklist(KEEP_OR_DROP)
const TextSide = v.picklist(TEXT_SIDES)

/** What both share: how a text is cut into units. */
const CUT = {
  language: v.optional(Language, 'auto'),
  lowerCase: v.optional(v.boolean(), true),
  /** Takes the marks off Latin, Greek and Cyrillic letters: é counts as e. */
  stripAccents: v.optional(v.boolean(), false),
  /** Punctuation marks, symbols and emoji, each a unit of its own. */
  punctuation: v.optional(KeepOrDrop, 'drop'),
  /** Words of digits alone; where characters are the unit, digits. */
  digits: v.optional(KeepOrDrop, 'keep'),
  /** Words that are left out; characters are not. */
  stopWords: v.optional(v.picklist(STOP_WORDS), 'none'),
  ownStopWords: v.optional(v.pipe(v.array(v.pipe(v.string(), v.maxLength(100))), v.maxLength(5000)), []),
}

/** A text becomes `length` whole numbers: 0 is padding, 1 an unknown unit, then units from the commonest on. */
export const TokenSettings = v.strictObject({
  unit: v.optional(v.picklist(TOKEN_UNITS), 'words'),
  ...CUT,
  /** Different numbers at most, padding and unknown included. */
  vocabularySize: v.optional(whole(100, 50_000), 10_000),
  /** Rarer units of the training rows are unknown. */
  minimumCount: v.optional(whole(1, 1000), 2),
  /** Whether unknown units are 1; else they are left out, and the commonest unit is 1. */
  outOfVocabulary: v.optional(v.boolean(), true),
  length: v.optional(whole(1, 10_000), 200),
  /** The side that short texts are filled up on with 0; `pre` as in Keras. */
  padding: v.optional(TextSide, 'pre'),
  /** The side that long texts are cut on: `pre` keeps the end of a text, as Keras does. */
  truncation: v.optional(TextSide, 'pre'),
})
export type TokenSettings = v.InferOutput<typeof TokenSettings>

/** A text becomes a number for each of the terms: units, and rows of up to `ngrams` units. */
export const TfidfSettings = v.strictObject({
  unit: v.optional(v.picklist(TFIDF_UNITS), 'words'),
  ...CUT,
  /** Most units a term has; all shorter ones are terms, too. */
  ngrams: v.optional(whole(1, 5), 1),
  /** The terms that are commonest in the training rows. */
  maximumFeatures: v.optional(whole(1, 20_000), 1000),
  /** Training texts at least that a term stands in. */
  minimumCount: v.optional(whole(1, 1000), 2),
  /** Share of the training texts at most that a term stands in. */
  maximumShare: v.optional(v.pipe(v.number(), v.minValue(0.01), v.maxValue(1)), 1),
  weighting: v.optional(v.picklist(TERM_WEIGHTINGS), 'tfidf'),
  /** 1 + ln(count) instead of the count. */
  sublinear: v.optional(v.boolean(), false),
  /** Counts one more text that has every term, so that no term is divided by 0. */
  smooth: v.optional(v.boolean(), true),
  /** What the numbers of each text are divided by: their length, their sum, or nothing. */
  norm: v.optional(v.picklist(TERM_NORMS), 'l2'),
})
export type TfidfSettings = v.InferOutput<typeof TfidfSettings>

/** What cuts a text into units; both kinds of settings hold it. */
export type CutSettings = Pick<TokenSettings, 'unit' | keyof typeof CUT>

export const DEFAULT_TOKENS: TokenSettings = v.parse(TokenSettings, {})
export const DEFAULT_TFIDF: TfidfSettings = v.parse(TfidfSettings, {})

/** A list of words is no single value. */
type SettingName<Settings> = Exclude<keyof Settings, 'ownStopWords'> & string

const BOTH = [true, false] as const

/** @param words units that have stop words. */
const cutSettings = (...words: string[]) =>
  [
    choice('language', TEXT_LANGUAGES, { search: ['auto'], isFixed: true }),
    choice('lowerCase', BOTH),
    choice('stopWords', STOP_WORDS, {
      search: ['none', 'language'],
      usedWith: { parent: 'unit', values: words },
    }),
    choice('punctuation', KEEP_OR_DROP),
    choice('digits', KEEP_OR_DROP, { usual: 'keep' }),
    choice('stripAccents', BOTH, { usual: false }),
  ] as const

export const TOKEN_SETTINGS: readonly Setting<SettingName<TokenSettings>>[] = [
  choice('unit', TOKEN_UNITS, { search: ['words', 'bytePairs'] }),
  integer('vocabularySize', [100, 50_000], doubling(2000, 20_000)),
  integer('length', [1, 10_000], values(100, 200, 400)),
  ...cutSettings('words', 'bytePairs'),
  integer('minimumCount', [1, 1000], values(1, 2, 5)),
  choice('padding', TEXT_SIDES, { usual: 'pre' }),
  choice('truncation', TEXT_SIDES, { usual: 'pre' }),
  choice('outOfVocabulary', BOTH, { usual: true }),
]

export const TFIDF_SETTINGS: readonly Setting<SettingName<TfidfSettings>>[] = [
  choice('unit', TFIDF_UNITS),
  integer('maximumFeatures', [1, 20_000], doubling(200, 5000)),
  integer('ngrams', [1, 5], even(1, 3)),
  ...cutSettings('words'),
  integer('minimumCount', [1, 1000], values(1, 2, 5)),
  float('maximumShare', [0.01, 1], linear(0.5, 1), { usual: 1 }),
  choice('weighting', TERM_WEIGHTINGS),
  choice('sublinear', BOTH, { usedWith: { parent: 'weighting', values: ['tfidf', 'counts'] } }),
  choice('smooth', BOTH, { usual: true, usedWith: { parent: 'weighting', values: ['tfidf'] } }),
  choice('norm', TERM_NORMS, { search: ['l2', 'none'], usual: 'l2' }),
]

/** Whether a text has the form of a BCP 47 tag. */
function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1
  } catch {
    return false
  }
}
