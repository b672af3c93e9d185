import { WORD_END } from '../../../shared/domain/fittedText'
import type { CutSettings } from '../../../shared/domain/textSettings'

/** How a text is written before it is cut. */
export type Spelling = Pick<CutSettings, 'lowerCase' | 'stripAccents'> & { readonly language: string }

/** Languages whose i or whose marks have small letters of their own. */
const OWN_LOWER_CASE = /^(?:tr|az|lt)\b/i
const OTHER_APOSTROPHES = /[\u2019\u02bc\uff07]/g
const MARKED_LETTERS = /([\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])\p{M}+/gu

/** Whether there is nothing but ASCII, which needs no care for marks, scripts and forms. */
export function isAscii(text: string): boolean {
  return /^[\x00-\x7f]*$/.test(text)
}

/** @returns the text with one spelling for what reads the same: composed letters, straight apostrophes, small letters. */
export function normalizeText(text: string, { language, lowerCase, stripAccents }: Spelling): string {
  if (isAscii(text)) return lowerCase ? toLowerCase(text, language) : text
  const composed = text.normalize('NFC').replace(OTHER_APOSTROPHES, "'").replaceAll(WORD_END, ' ')
  const cased = lowerCase ? toLowerCase(composed, language) : composed
  return stripAccents ? stripMarks(cased) : cased
}

function toLowerCase(text: string, language: string): string {
  return OWN_LOWER_CASE.test(language) ? text.toLocaleLowerCase(language) : text.toLowerCase()
}

/** Not from Japanese, Korean or Indian letters, where a mark makes another letter. */
function stripMarks(text: string): string {
  return text.normalize('NFD').replace(MARKED_LETTERS, '$1').normalize('NFC')
}
