import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { TextProfile } from '../../../../shared/domain/textProfile'
import { profileTexts } from './profileTexts'

const view = (rows: readonly (string | null)[]) => {
  const texts = [...new Set(rows.filter((row) => row !== null))]
  return { texts, codes: Int32Array.from(rows, (row) => (row === null ? -1 : texts.indexOf(row))) }
}

describe('profileTexts', () => {
  it('accounts for every row', () => {
    const profile = profileTexts(view(['one two', null, '  ', 'one two', 'three']))
    expect(profile).toMatchObject({ textCount: 3, emptyCount: 2, duplicateCount: 1, sampleCount: 2 })
    expect(v.is(TextProfile, profile)).toBe(true)
  })

  it('measures texts in words and in characters, as often as rows have them', () => {
    const profile = profileTexts(view(['a b c', 'a b c', 'a b c', 'word  word!']))
    expect(profile.words).toMatchObject({ shortest: 2, longest: 3, mean: 2.75 })
    expect(profile.words.quantiles.map(({ length }) => length)).toEqual([3, 3, 3, 3])
    expect(profile.characters).toMatchObject({ shortest: 5, longest: 10 })
    expect(profile.words.histogram).toEqual({ low: 2, high: 4, counts: [1, 3] })
  })

  it('puts the few longest texts into the last bin', () => {
    const rows = Array.from({ length: 300 }, (_, row) => 'word '.repeat(row === 7 ? 5000 : 1 + (row % 50)))
    const { histogram, quantiles, longest } = profileTexts(view(rows)).words
    expect(longest).toBe(5000)
    expect(quantiles.map(({ length }) => length)).toEqual([26, 46, 48, 50])
    expect(histogram.high).toBeLessThan(60)
    expect(histogram.counts.reduce((sum, count) => sum + count, 0)).toBe(300)
  })

  it('names the commonest words but function words', () => {
    const profile = profileTexts(
      view(['the cat and the dog', 'the cat is here', 'it was the end of the cat']),
    )
    expect(profile.language).toBe('en')
    expect(profile.commonest[0]).toEqual({ text: 'cat', count: 3 })
    expect(profile.commonest.map(({ text }) => text)).not.toContain('the')
  })

  it('finds the words that tell classes apart, not those that all have', () => {
    const rows = Array.from({ length: 60 }, (_, row) => `film ${row} was ${row % 2 === 0 ? 'great' : 'dull'}`)
    const labels = view(rows.map((_, row) => (row % 2 === 0 ? 'good' : 'bad')))
    expect(profileTexts(view(rows), labels).classes).toEqual([
      {
        label: 'good',
        words: [{ text: 'great', count: 30, logOdds: expect.closeTo(2 * Math.log(61), 10) as number }],
      },
      {
        label: 'bad',
        words: [{ text: 'dull', count: 30, logOdds: expect.closeTo(2 * Math.log(61), 10) as number }],
      },
    ])
  })

  it('looks at the same sample of many texts each time', () => {
    const rows = Array.from({ length: 300 }, (_, row) => `${row} ${'word '.repeat(12_000)}`)
    const [one, other] = [profileTexts(view(rows)), profileTexts(view([...rows]))]
    expect(one.sampleCount).toBeLessThan(200)
    expect(one).toEqual(other)
    expect(one.textCount).toBe(300)
  })

  it('describes a column without texts', () => {
    expect(v.is(TextProfile, profileTexts(view([null, ''])))).toBe(true)
    expect(profileTexts(view([]))).toMatchObject({ textCount: 0, language: null, vocabularyCount: 0 })
  })
})
