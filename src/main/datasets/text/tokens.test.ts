import { describe, expect, it } from 'vitest'
import { countTokens } from '../../../shared/domain/fittedText'
import { DEFAULT_TOKENS, type TokenSettings } from '../../../shared/domain/textSettings'
import { encodeSequences, measureUnknown } from './encodeSequences'
import { previewTokens } from './previewTokens'
import { fitTokens } from './vocabulary'

const TEXTS = ['b a a', 'a b c', 'd d d d d', 'Z a']
/** The third text stands in no training row, the second in two of them. */
const COUNTS = [1, 2, 0, 1]
const fit = (settings: Partial<TokenSettings> = {}) =>
  fitTokens(
    { texts: TEXTS, counts: COUNTS },
    { ...DEFAULT_TOKENS, language: 'en', minimumCount: 1, length: 4, ...settings },
  )
const encode = (texts: readonly string[], settings: Partial<TokenSettings> = {}) => {
  const fitted = fit(settings)
  const rows = encodeSequences({ texts, codes: Int32Array.from(texts.keys()) }, fitted)
  const { length } = fitted.settings
  return texts.map((_, row) => [...rows.subarray(row * length, (row + 1) * length)])
}

describe('fitTokens', () => {
  it('ranks units by how often training rows have them, ties by their text', () => {
    expect(fit().vocabulary).toEqual(['a', 'b', 'c', 'z'])
  })

  it('leaves out what is rare, and what there is no room for', () => {
    expect(fit({ minimumCount: 2 }).vocabulary).toEqual(['a', 'b', 'c'])
    expect(fit({ vocabularySize: 4 }).vocabulary).toEqual(['a', 'b'])
    expect(fit({ vocabularySize: 4, outOfVocabulary: false }).vocabulary).toEqual(['a', 'b', 'c'])
  })

  it('never has more numbers than the size of the vocabulary', () => {
    for (const unit of ['words', 'characters', 'bytePairs'] as const)
      for (const outOfVocabulary of [true, false])
        expect(countTokens(fit({ unit, outOfVocabulary, vocabularySize: 5 }))).toBe(5)
  })

  it('guesses the language from training rows alone', () => {
    const texts = ['我们喜欢这部电影', 'the cat is on the mat and it is so happy there']
    expect(fitTokens({ texts, counts: [0, 3] }, DEFAULT_TOKENS).language).toBe('en')
    expect(fitTokens({ texts, counts: [3, 0] }, DEFAULT_TOKENS).language).toBe('zh')
  })
})

describe('encodeSequences', () => {
  it('fills short texts up in front, and keeps the end of long ones, as Keras does', () => {
    expect(encode(['a b', 'a b c z a b'])).toEqual([
      [0, 0, 2, 3],
      [4, 5, 2, 3],
    ])
  })

  it('fills up behind and keeps the beginning where asked', () => {
    const post = { padding: 'post', truncation: 'post' } as const
    expect(encode(['a b', 'a b c z a b'], post)).toEqual([
      [2, 3, 0, 0],
      [2, 3, 4, 5],
    ])
  })

  it('gives unknown units 1, or leaves them out before the text is cut', () => {
    expect(encode(['a q b'])).toEqual([[0, 2, 1, 3]])
    expect(encode(['a q b q q q c'], { outOfVocabulary: false })).toEqual([[0, 1, 2, 3]])
  })

  it('gives padding alone for missing and empty texts', () => {
    const rows = encodeSequences({ texts: ['', 'a'], codes: Int32Array.from([-1, 0, 1]) }, fit())
    expect([...rows]).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2])
  })

  it('gives equal texts equal rows', () => {
    const rows = encodeSequences({ texts: TEXTS, codes: Int32Array.from([0, 3, 0]) }, fit({ length: 2 }))
    expect([...rows]).toEqual([2, 2, 5, 2, 2, 2])
  })

  it('writes every letter that was seen as pieces of words', () => {
    const [row] = encode(['abz'], { unit: 'bytePairs', length: 3 })
    const { vocabulary } = fit({ unit: 'bytePairs' })
    expect(vocabulary).toEqual(['a▁', 'b▁', 'c▁', 'z▁'])
    expect(row).toEqual([1, 1, 5])
  })
})

describe('measureUnknown', () => {
  it('is the share of unknown units, as often as rows have them, also where they are left out', () => {
    const view = { texts: ['a q b q', 'q q q q', 'a b'], codes: Int32Array.from([0, 2, 2, -1]) }
    for (const outOfVocabulary of [true, false])
      expect(measureUnknown(view, fit({ outOfVocabulary, length: 1 }))).toBe(2 / 8)
    expect(measureUnknown({ texts: [], codes: new Int32Array(0) }, fit())).toBe(0)
  })
})

describe('previewTokens', () => {
  it('shows what each unit becomes, and what does not fit', () => {
    expect(previewTokens('b Q a', fit({ length: 2 }))).toEqual([
      { text: 'b', id: 3, isUnknown: false, isKept: false, endsWord: true },
      { text: 'q', id: 1, isUnknown: true, isKept: true, endsWord: true },
      { text: 'a', id: 2, isUnknown: false, isKept: true, endsWord: true },
    ])
  })

  it('shows units that are left out', () => {
    const shown = previewTokens('b q a', fit({ length: 2, outOfVocabulary: false }))
    expect(shown.map(({ id, isKept }) => [id, isKept])).toEqual([
      [2, true],
      [null, false],
      [1, true],
    ])
  })

  it('agrees with the row that a model reads', () => {
    for (const unit of ['words', 'characters', 'bytePairs'] as const) {
      const settings = { unit, length: 5 }
      const [row] = encode(['b a cab Z zebra'], settings)
      const kept = previewTokens('b a cab Z zebra', fit(settings)).flatMap(({ id, isKept }) =>
        isKept ? [id] : [],
      )
      expect(kept).toEqual(row)
    }
  })

  it('tells pieces that a word goes on behind', () => {
    const shown = previewTokens('ab a', fit({ unit: 'bytePairs' }))
    expect(shown.map(({ text, endsWord }) => [text, endsWord])).toEqual([
      ['a', false],
      ['b', true],
      ['a', true],
    ])
  })
})
