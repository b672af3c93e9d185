/** `texts.ts` of an exported folder whose model reads texts: the same cut as in training. */
export const SCRIPT_TEXTS = String.raw`/** Texts as the model reads them: numbers of their units, or how often each term stands in them. */

export interface TextReader {
  unit: 'words' | 'characters' | 'bytePairs'
  language: string
  lowerCase: boolean
  stripAccents: boolean
  keepsMarks: boolean
  keepsDigits: boolean
  leftOut: string[]
  vocabulary: string[]
  /** In place of a missing text. */
  fill: string
  /** Of units: see schema.json. */
  merges?: string[]
  length?: number
  firstNumber?: number
  padding?: 'pre' | 'post'
  truncation?: 'pre' | 'post'
  /** Of terms. */
  ngrams?: number
}

const WORD_END = '\u2581'
const WORDS = /(?:\w|(?<=[A-Za-z])['.:](?=[A-Za-z])|(?<=\d)['.,;](?=\d))+/g
const WORDS_AND_MARKS = /(?:\w|(?<=[A-Za-z])['.:](?=[A-Za-z])|(?<=\d)['.,;](?=\d))+|[!-/:-@[-^\x60{-~]/g
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

const isAscii = (text: string): boolean => /^[\x00-\x7f]*$/.test(text)

function normalize(text: string, { language, lowerCase, stripAccents }: TextReader): string {
  const lower = (given: string): string =>
    !lowerCase ? given : /^(?:tr|az|lt)\b/i.test(language) ? given.toLocaleLowerCase(language) : given.toLowerCase()
  if (isAscii(text)) return lower(text)
  const composed = text.normalize('NFC').replace(/[\u2019\u02bc\uff07]/g, "'").replaceAll(WORD_END, ' ')
  if (!stripAccents) return lower(composed)
  return lower(composed)
    .normalize('NFD')
    .replace(/([\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])\p{M}+/gu, '$1')
    .normalize('NFC')
}

function splitWords(text: string, { language, keepsMarks }: TextReader): string[] {
  if (isAscii(text)) return text.match(keepsMarks ? WORDS_AND_MARKS : WORDS) ?? []
  return [...new Intl.Segmenter(language, { granularity: 'word' }).segment(text)]
    .filter(({ isWordLike }) => keepsMarks || isWordLike)
    .map(({ segment }) => segment)
}

function splitCharacters(text: string, { keepsMarks, keepsDigits }: TextReader): string[] {
  const letters = keepsMarks ? text : text.replace(/[^\p{L}\p{N}\p{M}\s\u200c\u200d]/gu, '')
  const plain = (keepsDigits ? letters : letters.replace(/\p{N}/gu, '')).replace(/\s+/g, ' ').trim()
  return isAscii(plain) ? plain.split('') : [...graphemes.segment(plain)].map(({ segment }) => segment)
}

/** The units of a text in their order. */
export function cut(text: string, reader: TextReader): string[] {
  const normal = normalize(text, reader)
  if (reader.unit === 'characters') return splitCharacters(normal, reader)
  const leftOut = new Set(reader.leftOut)
  return splitWords(normal, reader).filter((word) => {
    if (leftOut.has(word)) return false
    if (/\p{L}/u.test(word)) return true
    if (/\p{N}/u.test(word)) return reader.keepsDigits
    return reader.keepsMarks && /[\p{P}\p{S}]/u.test(word)
  })
}

/** Pieces of a word, merged in the order in which training merged them (Sennrich et al. 2016). */
function splitPieces(word: string, ranks: Map<string, number>): string[] {
  const letters = [...word]
  letters.push((letters.pop() ?? '') + WORD_END)
  const pieces: string[] = []
  for (let at = 0; at < letters.length; at += 100) pieces.push(...merge(letters.slice(at, at + 100), ranks))
  return pieces
}

function merge(letters: string[], ranks: Map<string, number>): string[] {
  let pieces = letters
  for (;;) {
    const found = pieces.slice(1).map((right, at) => ranks.get(pieces[at] + ' ' + right) ?? Infinity)
    const lowest = Math.min(...found, Infinity)
    if (lowest === Infinity) return pieces
    const place = found.indexOf(lowest)
    const [left, right] = [pieces[place], pieces[place + 1]]
    const merged: string[] = []
    for (let at = 0; at < pieces.length; at++) {
      const isPair = pieces[at] === left && pieces[at + 1] === right
      merged.push(isPair ? pieces[at] + pieces[++at] : pieces[at])
    }
    pieces = merged
  }
}

const rememberedTables = new WeakMap<TextReader, { numbers: Map<string, number>; ranks: Map<string, number> }>()

function tablesOf(reader: TextReader) {
  const known = rememberedTables.get(reader)
  if (known) return known
  const tables = {
    numbers: new Map(reader.vocabulary.map((unit, at) => [unit, at])),
    ranks: new Map((reader.merges ?? []).map((pair, rank) => [pair, rank])),
  }
  rememberedTables.set(reader, tables)
  return tables
}

/** As many numbers as the model reads: 0 is padding, 1 an unknown unit where those are kept. */
export function toTokens(text: string | null, reader: TextReader): number[] {
  const { length = 0, firstNumber = 1, padding, truncation } = reader
  const { numbers, ranks } = tablesOf(reader)
  const words = cut(text ?? reader.fill, reader)
  const units = reader.unit === 'bytePairs' ? words.flatMap((word) => splitPieces(word, ranks)) : words
  const tokens = units.flatMap((unit) => {
    const at = numbers.get(unit)
    return at === undefined ? (firstNumber > 1 ? [1] : []) : [firstNumber + at]
  })
  const kept = tokens.length <= length ? tokens : truncation === 'pre' ? tokens.slice(-length) : tokens.slice(0, length)
  const gap = Array.from({ length: length - kept.length }, () => 0)
  return padding === 'pre' ? [...gap, ...kept] : [...kept, ...gap]
}

/** How often each term of the vocabulary stands in a text. */
export function countTerms(text: string | null, reader: TextReader): number[] {
  const { numbers } = tablesOf(reader)
  const units = cut(text ?? reader.fill, reader)
  const counts = reader.vocabulary.map(() => 0)
  const between = reader.unit === 'characters' ? '' : ' '
  for (let from = 0; from < units.length; from++) {
    for (let end = from + 1; end <= Math.min(units.length, from + (reader.ngrams ?? 1)); end++) {
      const at = numbers.get(units.slice(from, end).join(between))
      if (at !== undefined) counts[at] = (counts[at] ?? 0) + 1
    }
  }
  return counts
}
`
