import type { Cut } from './cut'
import { languageOf, WORD_LISTS } from './wordLists'

/** @returns the words that a cut leaves out, as they are written in a dictionary. */
export function stopWordsOf({
  stopWords,
  ownStopWords,
  language,
}: Pick<Cut, 'stopWords' | 'ownStopWords' | 'language'>): ReadonlySet<string> {
  if (stopWords === 'none') return new Set()
  return stopWords === 'own' ? new Set(ownStopWords) : functionWordsOf(language)
}

const sets = new Map<string, ReadonlySet<string>>()

/** @param language a BCP 47 tag; only what stands before its first hyphen counts. */
export function functionWordsOf(language: string): ReadonlySet<string> {
  const base = languageOf(language)
  const known = sets.get(base)
  if (known) return known
  const words = new Set(WORD_LISTS.get(base)?.split(/\s+/).filter(Boolean))
  sets.set(base, words)
  return words
}
