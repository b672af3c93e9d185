import { describe, expect, it } from 'vitest'
import { DEFAULT_TFIDF, type TfidfSettings } from '../../../../shared/domain/textSettings'
import { fitTfidf } from './fitTfidf'
import { previewTerms, weighColumns, weighTerms } from './weighTerms'

const TEXTS = ['red fish', 'blue fish', 'red red sea', 'never trained']
const fit = (settings: Partial<TfidfSettings> = {}, counts = [1, 1, 1, 0]) =>
  fitTfidf({ texts: TEXTS, counts }, { ...DEFAULT_TFIDF, language: 'en', minimumCount: 1, ...settings })

describe('fitTfidf', () => {
  it('learns from training rows alone, terms in the order of their texts', () => {
    expect(fit().vocabulary).toEqual(['blue', 'fish', 'red', 'sea'])
  })

  it('counts a text as often as rows have it', () => {
    const repeated = fitTfidf(
      { texts: ['red fish', 'red fish', 'blue fish'], counts: [1, 1, 1] },
      fit({ minimumCount: 1 }).settings,
    )
    expect(fitTfidf({ texts: ['red fish', 'blue fish'], counts: [2, 1] }, fit().settings)).toEqual({
      ...repeated,
      language: 'en',
    })
  })

  it('keeps the commonest terms, ties by their text', () => {
    expect(fit({ maximumFeatures: 1 }).vocabulary).toEqual(['red'])
    expect(fit({ maximumFeatures: 3 }).vocabulary).toEqual(['blue', 'fish', 'red'])
  })

  it('builds runs of words behind the stop words', () => {
    const fitted = fit({ ngrams: 2, stopWords: 'own', ownStopWords: ['red'] })
    expect(fitted.vocabulary).toEqual(['blue', 'blue fish', 'fish', 'sea'])
  })
})

describe('weighTerms', () => {
  it('weighs nothing where no term is known', () => {
    const { features, starts } = weighTerms(['never', '', 'sea'], fit())
    expect([...starts]).toEqual([0, 0, 0, 1])
    expect([...features]).toEqual([3])
  })

  it('gives a column a term; rows without a text are 0', () => {
    const columns = weighColumns(
      { texts: TEXTS, codes: Int32Array.from([2, -1, 0]) },
      fit({ weighting: 'counts', norm: 'none' }),
    )
    expect(columns.map((column) => [...column])).toEqual([
      [0, 0, 0],
      [0, 0, 1],
      [2, 0, 1],
      [1, 0, 0],
    ])
  })

  it('finds runs of characters that are more than one code unit', () => {
    const fitted = fitTfidf(
      { texts: ['👍🏽好e\u0301'], counts: [1] },
      {
        ...DEFAULT_TFIDF,
        unit: 'characters',
        ngrams: 2,
        minimumCount: 1,
        punctuation: 'keep',
        weighting: 'counts',
        norm: 'none',
      },
    )
    expect([...fitted.vocabulary].sort()).toEqual(['é', '好', '好é', '👍🏽', '👍🏽好'].sort())
    expect([...weighTerms(['👍🏽好好é'], fitted).weights].sort()).toEqual([1, 1, 1, 1, 2])
  })
})

describe('previewTerms', () => {
  it('shows the heaviest term first', () => {
    expect(previewTerms('red red sea whale', fit()).map(({ text }) => text)).toEqual(['red', 'sea'])
  })
})
