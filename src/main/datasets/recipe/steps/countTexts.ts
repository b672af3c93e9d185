/** @file The categories of a column and how often each occurs. */
import type { TextColumn } from '../frame/columns'

export interface CountedCategories {
  /** Rows of each category that occurs, the commonest first; of equally common ones the first by code units. */
  readonly ranked: readonly { readonly text: string; readonly count: number }[]
  /** Rows without any. */
  readonly missing: number
}

export function countCategories({ codes, texts }: Pick<TextColumn, 'codes' | 'texts'>): CountedCategories {
  const counts = new Int32Array(texts.length)
  let missing = 0
  for (const code of codes) {
    if (code < 0) missing++
    else counts[code] = (counts[code] ?? 0) + 1
  }
  const ranked = texts
    .map((text, code) => ({ text, count: counts[code] ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort((left, right) => right.count - left.count || (left.text < right.text ? -1 : 1))
  return { ranked, missing }
}
