import { describe, expect, it } from 'vitest'
import type { Mistakes } from '@shared/domain/explain'
import { EVERY_MISTAKE, listMistakes } from './listed'

const row = (place: number, truth: number, predicted: number, confidence: number) => ({
  ...{ place, truth, predicted, confidence },
  loss: 1,
})
const mistakes: Mistakes = {
  ...{ labels: ['cat', 'dog'], total: 3, wrong: 1 },
  rows: [row(7, 0, 1, 0.9), row(2, 1, 1, 0.6), row(5, 0, 0, 0.99)],
}
const places = (filter: object) =>
  listMistakes(mistakes, { ...EVERY_MISTAKE, ...filter }).map(({ place }) => place)

describe('listMistakes', () => {
  it('keeps the order, and what passes every filter', () => {
    expect(places({})).toEqual([7, 2, 5])
    expect(places({ isWrongOnly: true })).toEqual([7])
    expect(places({ truth: 0 })).toEqual([7, 5])
    expect(places({ truth: 0, predicted: 0 })).toEqual([5])
    expect(places({ surest: [0, 0.7] })).toEqual([2])
  })
})
