import type { CutSettings } from '../../../shared/domain/textSettings'
import { isAscii } from './normalizeText'

/** Joiners stay: without them the letters of some scripts fall apart. */
const MARKS = /[^\p{L}\p{N}\p{M}\s\u200c\u200d]/gu
const DIGITS = /\p{N}/gu

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** @returns the characters of a text as a reader counts them; blanks in a row are one, none stand at its ends. */
export function splitCharacters(
  text: string,
  { punctuation, digits }: Pick<CutSettings, 'punctuation' | 'digits'>,
): string[] {
  const letters = punctuation === 'keep' ? text : text.replace(MARKS, '')
  const kept = digits === 'keep' ? letters : letters.replace(DIGITS, '')
  return splitGraphemes(kept.replace(/\s+/g, ' ').trim())
}

/** @returns what a reader takes for one character each. */
export function splitGraphemes(text: string): string[] {
  if (isAscii(text)) return text.split('')
  return Array.from(graphemes.segment(text), ({ segment }) => segment)
}
