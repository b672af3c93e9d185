import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { SEEN_TOKENS, SeenText } from '../../../shared/domain/seenText'
import { DEFAULT_TFIDF, DEFAULT_TOKENS } from '../../../shared/domain/textSettings'
import { seeText } from './seeText'
import { fitTfidf } from './terms/fitTfidf'
import { fitTokens } from './vocabulary'

const column = { texts: ['red red fish', 'blue fish'], counts: [1, 1] }
const tokens = fitTokens(column, DEFAULT_TOKENS)
const tfidf = fitTfidf(column, { ...DEFAULT_TFIDF, minimumCount: 1 })

describe('seeText', () => {
  it('shows tokens in the order of the text, terms by weight', () => {
    const seen = seeText('a red red fish', { tokens, tfidf })
    expect(v.is(SeenText, seen)).toBe(true)
    expect(seen.tokens.map(({ text, isUnknown }) => (isUnknown ? `${text}?` : text))).toEqual([
      'a?',
      'red',
      'red',
      'fish',
    ])
    expect(seen.terms.map(({ text }) => text)).toEqual(['red', 'fish'])
  })

  it('shows the beginning of a long text, and counts all of it', () => {
    const seen = seeText('fish '.repeat(3000), { tokens, tfidf: null })
    expect(seen.tokens).toHaveLength(SEEN_TOKENS)
    expect(seen).toMatchObject({ tokenCount: 3000, terms: [] })
    expect(seen.text).toHaveLength(4000)
  })
})
