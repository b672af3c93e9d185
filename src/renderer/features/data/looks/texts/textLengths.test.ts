import { describe, expect, it } from 'vitest'
import { TEXTS } from '../testing/profile'
import { lengthsFor, shareThatFits } from './textLengths'

describe('shareThatFits', () => {
  it('adds up the bins, and a part of the one that the length stands in', () => {
    expect(shareThatFits(TEXTS.words, 50)).toBeCloseTo(0.5)
    expect(shareThatFits(TEXTS.words, 55)).toBeCloseTo(0.55)
  })

  it('takes every text at the longest, whatever lies in the last bin, and none below the shortest', () => {
    expect(shareThatFits({ ...TEXTS.words, longest: 5000 }, 5000)).toBe(1)
    expect(shareThatFits({ ...TEXTS.words, shortest: 9 }, 8)).toBe(0)
  })

  it('cuts nothing where there is nothing', () => {
    const histogram = { low: 0, high: 0, counts: [] }
    expect(shareThatFits({ ...TEXTS.words, histogram, shortest: 0, longest: 0 }, 10)).toBe(1)
  })
})

describe('lengthsFor', () => {
  it('counts in the unit of the sequence', () => {
    expect(lengthsFor(TEXTS, 'characters')).toBe(TEXTS.characters)
    expect(lengthsFor(TEXTS, 'bytePairs')).toBe(TEXTS.words)
  })
})
