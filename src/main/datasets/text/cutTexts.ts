import { GrowingInts } from '../import/table/growing'
import type { Cut } from './cut'
import { normalizeText } from './normalizeText'
import { splitCharacters } from './splitCharacters'
import { splitWords } from './splitWords'
import { stopWordsOf } from './stopWords'

/** Texts as numbers of their units: those of text i are `codes` from `starts[i]` up to `starts[i + 1]`. */
export interface CutTexts {
  /** Different units, in the order in which they were met. */
  readonly units: readonly string[]
  readonly codes: Int32Array
  /** One longer than there are texts. */
  readonly starts: Int32Array
}

/** What was cut last of a list of texts: a recipe is fitted on it and applied to it, fold after fold. */
const lastCuts = new WeakMap<readonly string[], { readonly key: string; readonly cut: CutTexts }>()

/** Cuts texts into units, each text once for equal settings in a row. Byte pairs begin with words. */
export function cutTexts(texts: readonly string[], cut: Cut): CutTexts {
  const key = keyOf(cut)
  const last = lastCuts.get(texts)
  if (last?.key === key) return last.cut
  const fresh = cutAll(texts, cut)
  lastCuts.set(texts, { key, cut: fresh })
  return fresh
}

/** @returns the units of one text in their order. */
export function cutText(text: string, cut: Cut): string[] {
  const { units, codes } = cutAll([text], cut)
  return Array.from(codes, (code) => units[code] ?? '')
}

function cutAll(texts: readonly string[], cut: Cut): CutTexts {
  const split = createSplitter(cut)
  const isKept = createFilter(cut)
  const known = new Map<string, number>()
  const units: string[] = []
  const codes = new GrowingInts()
  const starts = new Int32Array(texts.length + 1)
  let count = 0
  texts.forEach((text, index) => {
    for (const unit of split(text)) {
      const code = known.get(unit) ?? learn(unit)
      if (code < 0) continue
      codes.push(code)
      count++
    }
    starts[index + 1] = count
  })
  return { units, codes: codes.finish(), starts }

  function learn(unit: string): number {
    const code = isKept(unit) ? units.length : -1
    // A slice of a text would keep all of it in memory.
    if (code >= 0) units.push(Buffer.from(unit, 'utf16le').toString('utf16le'))
    known.set(units[code] ?? unit, code)
    return code
  }
}

function createSplitter(cut: Cut): (text: string) => string[] {
  if (cut.unit === 'characters') return (text) => splitCharacters(normalizeText(text, cut), cut)
  const options = { language: cut.language, withMarks: cut.punctuation === 'keep' }
  return (text) => splitWords(normalizeText(text, cut), options)
}

/** Asked once a unit. Blanks and control characters are no units, nor are the stop words. */
function createFilter(cut: Cut): (unit: string) => boolean {
  if (cut.unit === 'characters') return () => true
  const stopWords = new Set(leftOutWords(cut))
  return (unit) => {
    if (stopWords.has(unit)) return false
    if (/\p{L}/u.test(unit)) return true
    if (/\p{N}/u.test(unit)) return cut.digits === 'keep'
    return cut.punctuation === 'keep' && /[\p{P}\p{S}]/u.test(unit)
  }
}

/** @returns stop words as they stand in a text that is about to be cut. */
export function leftOutWords(cut: Cut): string[] {
  return [...stopWordsOf(cut)].map((word) => normalizeText(word, cut))
}

function keyOf(cut: Cut): string {
  const { unit, language, lowerCase, stripAccents, punctuation, digits, stopWords, ownStopWords } = cut
  const own = stopWords === 'own' ? ownStopWords : []
  const basis = unit === 'characters' ? unit : 'words'
  return JSON.stringify([basis, language, lowerCase, stripAccents, punctuation, digits, stopWords, own])
}
