import type { ClassWords, TextLengths, TextProfile, WordCount } from '../../../../shared/domain/textProfile'
import { DEFAULT_TOKENS } from '../../../../shared/domain/textSettings'
import { countTexts, type TextView } from '../../import/table/views'
import { cutTexts, type CutTexts } from '../cutTexts'
import { FALLBACK_LANGUAGE, guessLanguage } from '../guessLanguage'
import { isAscii, normalizeText } from '../normalizeText'
import { splitCharacters } from '../splitCharacters'
import { functionWordsOf } from '../stopWords'
import { describeLengths } from './describeLengths'
import { sampleTexts } from './sampleTexts'
import { findTellingWords } from './tellingWords'

const COMMONEST = 20
/** A target of more values is none of classes that words could tell apart. */
const MOST_LABELS = 50
const NO_LENGTHS: TextLengths = {
  shortest: 0,
  longest: 0,
  mean: 0,
  quantiles: [],
  histogram: { low: 0, high: 1, counts: [0] },
}

/** Describes a column of texts, and the words that tell its classes apart; a large one by a sample, always the same. */
export function profileTexts(column: TextView, target: TextView | null = null): TextProfile {
  const { codes, textCount, duplicateCount } = sampleTexts(column)
  const texts = codes.map((code) => column.texts[code] ?? '')
  const { language, scripts } = guessLanguage(texts)
  const cut = cutTexts(texts, { ...DEFAULT_TOKENS, language: language ?? FALLBACK_LANGUAGE })
  const counts = countTexts(column)
  const perText = codes.map((code) => counts[code] ?? 0)
  const wordLengths = texts.map((_, text) => (cut.starts[text + 1] ?? 0) - (cut.starts[text] ?? 0))
  const describe = (lengths: readonly number[]) =>
    texts.length === 0 ? NO_LENGTHS : describeLengths(lengths, perText)
  return {
    textCount,
    emptyCount: column.codes.length - textCount,
    duplicateCount,
    sampleCount: texts.length,
    language,
    scripts: scripts.map((share) => ({ ...share })),
    words: describe(wordLengths),
    characters: describe(texts.map(countCharacters)),
    vocabularyCount: cut.units.length,
    commonest: listCommonest(cut, { rows: perText, language: language ?? FALLBACK_LANGUAGE }),
    classes: target && target.texts.length <= MOST_LABELS ? tellWords(cut, { column, codes, target }) : [],
  }
}

interface Labelled {
  readonly column: TextView
  /** Of the texts that are looked at. */
  readonly codes: readonly number[]
  readonly target: TextView
}

function tellWords(cut: CutTexts, { column, codes, target }: Labelled): ClassWords[] {
  const rows = codes.map(() => new Array<number>(target.texts.length).fill(0))
  const places = new Map(codes.map((code, place) => [code, place] as const))
  column.codes.forEach((code, row) => {
    const counts = rows[places.get(code) ?? -1]
    const label = target.codes[row] ?? -1
    if (counts && label >= 0) counts[label] = (counts[label] ?? 0) + 1
  })
  return findTellingWords({ cut, rows, labels: target.texts })
}

function countCharacters(text: string): number {
  if (isAscii(text)) return text.trim().replace(/\s+/g, ' ').length
  const spelling = { language: FALLBACK_LANGUAGE, lowerCase: false, stripAccents: false }
  return splitCharacters(normalizeText(text, spelling), { punctuation: 'keep', digits: 'keep' }).length
}

function listCommonest(
  { units, codes, starts }: CutTexts,
  { rows, language }: { readonly rows: readonly number[]; readonly language: string },
): WordCount[] {
  const counts = new Float64Array(units.length)
  rows.forEach((times, text) => {
    for (let at = starts[text] ?? 0; at < (starts[text + 1] ?? 0); at++) {
      const unit = codes[at] ?? 0
      counts[unit] = (counts[unit] ?? 0) + times
    }
  })
  const functionWords = functionWordsOf(language)
  return units
    .map((text, unit) => ({ text, count: counts[unit] ?? 0 }))
    .filter(({ text, count }) => count > 0 && !functionWords.has(text))
    .sort((one, other) => other.count - one.count || (one.text < other.text ? -1 : 1))
    .slice(0, COMMONEST)
}
