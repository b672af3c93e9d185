/** @file Words of a text, as people see them; in every language. */

export interface Word {
  readonly text: string
  /** In the text. */
  readonly start: number
  readonly end: number
}

export const MOST_WORDS = 400

export function wordsOf(text: string): Word[] {
  const pieces = new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text)
  const words: Word[] = []
  for (const { segment, index, isWordLike } of pieces) {
    if (isWordLike === true) words.push({ text: segment, start: index, end: index + segment.length })
    if (words.length === MOST_WORDS) break
  }
  return words
}

export function withoutWord(text: string, { start, end }: Word): string {
  return text.slice(0, start) + text.slice(end)
}
