import { functionWordsOf } from './stopWords'
import { splitWords } from './splitWords'
import { WORD_LISTS } from './wordLists'

/** Where nothing can be told; words of most scripts are cut alike in all languages. */
export const FALLBACK_LANGUAGE = 'en'

const SCRIPTS = [
  'Latin',
  'Han',
  'Hiragana',
  'Katakana',
  'Hangul',
  'Cyrillic',
  'Greek',
  'Arabic',
  'Hebrew',
  'Thai',
  'Devanagari',
] as const
type Script = (typeof SCRIPTS)[number]

/** A script that tells the language, where it is that of at least this share of the letters. The first that holds decides. */
const TELLING: readonly { readonly scripts: readonly Script[]; share: number; language: string }[] = [
  // Japanese is mostly written in Han besides, Korean at times.
  { scripts: ['Hiragana', 'Katakana'], share: 0.1, language: 'ja' },
  { scripts: ['Hangul'], share: 0.3, language: 'ko' },
  { scripts: ['Han'], share: 0.3, language: 'zh' },
  { scripts: ['Cyrillic'], share: 0.5, language: 'ru' },
  { scripts: ['Greek'], share: 0.5, language: 'el' },
  { scripts: ['Arabic'], share: 0.5, language: 'ar' },
  { scripts: ['Hebrew'], share: 0.5, language: 'he' },
  { scripts: ['Thai'], share: 0.5, language: 'th' },
  { scripts: ['Devanagari'], share: 0.5, language: 'hi' },
]

const TEXTS_READ = 200
const LETTERS_READ = 500
/** Of all words; texts of a language have a third to a half. */
const LEAST_FUNCTION_WORDS = 0.1

export interface LanguageGuess {
  /** A BCP 47 tag, or null where neither script nor function words tell. */
  readonly language: string | null
  /** Share of the letters, the largest first; none that is not met. */
  readonly scripts: readonly { readonly script: string; readonly share: number }[]
}

/** Guesses from the beginnings of some texts: first by script, then by how many words are function words of a language. */
export function guessLanguage(texts: readonly string[]): LanguageGuess {
  const sample = readSome(texts)
  const counts = SCRIPTS.map((script) => ({ script, count: countLetters(sample, script) }))
  const total = counts.reduce((sum, { count }) => sum + count, 0)
  const scripts = counts
    .filter(({ count }) => count > 0)
    .map(({ script, count }) => ({ script, share: count / total }))
    .sort((left, right) => right.share - left.share)
  const shareOf = (wanted: readonly string[]) =>
    scripts.reduce((sum, { script, share }) => (wanted.includes(script) ? sum + share : sum), 0)
  const told = TELLING.find((rule) => shareOf(rule.scripts) >= rule.share)
  return { language: told?.language ?? guessByWords(sample), scripts }
}

function readSome(texts: readonly string[]): string {
  const step = Math.max(1, texts.length / TEXTS_READ)
  const parts: string[] = []
  for (let at = 0; at < texts.length; at += step)
    parts.push(texts[Math.floor(at)]?.slice(0, LETTERS_READ) ?? '')
  return parts.join('\n')
}

const patterns = new Map(
  SCRIPTS.map((script) => [script, new RegExp(String.raw`\p{Script=${script}}`, 'gu')] as const),
)

function countLetters(text: string, script: Script): number {
  return text.match(patterns.get(script) ?? /$^/)?.length ?? 0
}

function guessByWords(sample: string): string | null {
  const words = splitWords(sample.toLowerCase().replaceAll('’', "'"), {
    language: FALLBACK_LANGUAGE,
    withMarks: false,
  })
  let best: { language: string | null; count: number } = {
    language: null,
    count: LEAST_FUNCTION_WORDS * words.length,
  }
  for (const language of WORD_LISTS.keys()) {
    const list = functionWordsOf(language)
    const count = words.reduce((sum, word) => sum + Number(list.has(word)), 0)
    if (count > best.count) best = { language, count }
  }
  return best.language
}
