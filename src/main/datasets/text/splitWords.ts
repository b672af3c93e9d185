import { isAscii } from './normalizeText'

export interface SplitOptions {
  /** A BCP 47 tag. */
  readonly language: string
  /** Whether what stands between words is given as well; blanks never are where the text is ASCII. */
  readonly withMarks: boolean
}

/**
 * Words of ASCII by the rules of UAX #29 (WB5 to WB13), as ICU follows them: letters, digits and underscores, with a single
 * mark between two letters (don't, e.g) or between two digits (3.14, 1,000). A test holds it to `Intl.Segmenter`.
 */
const ASCII_WORDS = /(?:\w|(?<=[A-Za-z])['.:](?=[A-Za-z])|(?<=\d)['.,;](?=\d))+/g
const ASCII_WORDS_AND_MARKS = /(?:\w|(?<=[A-Za-z])['.:](?=[A-Za-z])|(?<=\d)['.,;](?=\d))+|[!-/:-@[-^`{-~]/g

const segmenters = new Map<string, Intl.Segmenter>()

function segmenterOf(language: string): Intl.Segmenter {
  const known = segmenters.get(language)
  if (known) return known
  const segmenter = new Intl.Segmenter(language, { granularity: 'word' })
  segmenters.set(language, segmenter)
  return segmenter
}

/** @returns the words of a text in their order, by dictionary where a script has no blanks between them. */
export function splitWords(text: string, { language, withMarks }: SplitOptions): string[] {
  if (isAscii(text)) return text.match(withMarks ? ASCII_WORDS_AND_MARKS : ASCII_WORDS) ?? []
  const words: string[] = []
  for (const { segment, isWordLike } of segmenterOf(language).segment(text)) {
    if (withMarks || isWordLike === true) words.push(segment)
  }
  return words
}
