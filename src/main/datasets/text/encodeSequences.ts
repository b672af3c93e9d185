import {
  firstToken,
  PADDING_TOKEN,
  UNKNOWN_TOKEN,
  type FittedTokens,
} from '../../../shared/domain/fittedText'
import type { TokenSettings } from '../../../shared/domain/textSettings'
import { countTexts, type TextView } from '../import/table/views'
import { createPieceSplitter } from './bytePairs/splitPieces'
import { cutTexts } from './cutTexts'
import { cutOf } from './vocabulary'

/** Marks a unit that has no number and leaves no gap. */
const LEFT_OUT = -1

/**
 * Writes texts as numbers of their units, cut and filled up to the length of the settings as Keras's `pad_sequences` does.
 * Each text is encoded once, however many rows hold it; a missing one is padding throughout.
 *
 * @returns [rows, length], row by row.
 */
export function encodeSequences({ texts, codes }: TextView, fitted: FittedTokens): Int32Array {
  const { length } = fitted.settings
  const encoded = encodeTexts(texts, fitted)
  const rows = new Int32Array(codes.length * length)
  codes.forEach((code, row) => {
    if (code >= 0) rows.set(encoded.subarray(code * length, (code + 1) * length), row * length)
  })
  return rows
}

/** @returns [texts, length], text by text. */
export function encodeTexts(texts: readonly string[], fitted: FittedTokens): Int32Array {
  const { units, codes, starts } = cutTexts(texts, cutOf(fitted))
  const numbers = createNumbering(fitted)
  const numbersOfUnit = units.map((unit) => numbers(unit))
  const { length } = fitted.settings
  const sequences = new Int32Array(texts.length * length).fill(PADDING_TOKEN)
  const tokens: number[] = []
  for (let text = 0; text < texts.length; text++) {
    tokens.length = 0
    for (let at = starts[text] ?? 0; at < (starts[text + 1] ?? 0); at++) {
      for (const token of numbersOfUnit[codes[at] ?? 0] ?? []) if (token !== LEFT_OUT) tokens.push(token)
    }
    const [from, place] = placeIn(tokens.length, fitted.settings)
    sequences.set(tokens.slice(from, from + length), text * length + place)
  }
  return sequences
}

/** @returns the share of the units and pieces of the rows that have no number of their own, whether cut off or not. */
export function measureUnknown({ texts, codes }: TextView, fitted: FittedTokens): number {
  const cut = cutTexts(texts, cutOf(fitted))
  const numbers = createNumbering(fitted)
  const known = firstToken(fitted.settings)
  const sizes = cut.units.map((unit) => {
    const tokens = numbers(unit)
    return { all: tokens.length, unknown: tokens.filter((token) => token < known).length }
  })
  const rows = countTexts({ texts, codes })
  let [all, unknown] = [0, 0]
  rows.forEach((times, text) => {
    for (let at = cut.starts[text] ?? 0; times > 0 && at < (cut.starts[text + 1] ?? 0); at++) {
      const size = sizes[cut.codes[at] ?? 0]
      all += times * (size?.all ?? 0)
      unknown += times * (size?.unknown ?? 0)
    }
  })
  return unknown / Math.max(1, all)
}

/** @returns the first token that is kept, and the place in the sequence where it stands. */
export function placeIn(
  tokenCount: number,
  { length, padding, truncation }: Pick<TokenSettings, 'length' | 'padding' | 'truncation'>,
): readonly [from: number, place: number] {
  const surplus = tokenCount - length
  if (surplus > 0) return [truncation === 'pre' ? surplus : 0, 0]
  return [0, padding === 'pre' ? -surplus : 0]
}

/** @returns a function from a unit to the numbers of its pieces; one, or those of byte pairs. */
function createNumbering(fitted: FittedTokens): (unit: string) => readonly number[] {
  const numberOf = createLookup(fitted)
  if (fitted.settings.unit !== 'bytePairs') return (unit) => [numberOf(unit)]
  const split = createPieceSplitter(fitted.merges)
  return (word) => split(word).map(numberOf)
}

/** @returns a function from a unit or piece to its number; −1 for one that is unknown where those are left out. */
export function createLookup({ settings, vocabulary }: FittedTokens): (unit: string) => number {
  const first = firstToken(settings)
  const unknown = settings.outOfVocabulary ? UNKNOWN_TOKEN : LEFT_OUT
  const numbers = new Map(vocabulary.map((unit, index) => [unit, first + index] as const))
  return (unit) => numbers.get(unit) ?? unknown
}
