import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { pastTrial } from '../../../../../test/support/search'
import type { PastTrial } from '../../types'
import { splitTrials } from './splitTrials'

const path = new URL('../../../../../test/fixtures/splitFigures.json', import.meta.url)
const FIGURES = JSON.parse(readFileSync(path, 'utf8')) as { values: number[][]; good: number[] }[]

const numbersOf = (trials: readonly PastTrial[]) => trials.map(({ number }) => number)

/** Complete trials with these values, from 1. */
const complete = (...values: number[]) =>
  values.map((value, index) => pastTrial(index + 1, {}, { values: [value] }))

/** A trial that saw so many epochs, and how it stood after each. */
function partial(number: number, state: PastTrial['state'], values: readonly number[]): PastTrial {
  const curve = values.map((value, index) => ({ step: index + 1, values: [value] }))
  return pastTrial(number, {}, { state, curve, values: values.slice(-1), plannedSteps: 9 })
}

describe('splitTrials', () => {
  it('calls the best tenth good, rounded up, in order of number', () => {
    const { good, others } = splitTrials(complete(5, 3, 9, 1, 7, 8, 2, 6, 4, 10, 11), 10)
    expect(numbersOf(good)).toEqual([4, 7])
    expect(numbersOf(others)).toEqual([1, 2, 3, 5, 6, 8, 9, 10, 11])
  })

  it('calls no more than 25 good where there is one objective', () => {
    const values = Array.from({ length: 400 }, (_, index) => index)
    expect(splitTrials(complete(...values), 10).good).toHaveLength(25)
    const pairs = values.map((value, index) => pastTrial(index + 1, {}, { values: [value, -value] }))
    expect(splitTrials(pairs, 10).good).toHaveLength(40)
  })

  it('counts failed, pending and unfinished trials among the others', () => {
    const odd = [
      pastTrial(13, {}, { state: 'failed' }),
      pastTrial(14, {}, { state: 'running' }),
      pastTrial(15, {}, { state: 'complete', values: [Number.NaN] }),
      partial(16, 'pruned', [-5]),
    ]
    const { good, others } = splitTrials([...complete(2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 1), ...odd], 10)
    expect(numbersOf(good)).toEqual([1, 12])
    expect(numbersOf(others).slice(-4)).toEqual([13, 14, 15, 16])
  })

  it('prefers what no other beats, spread where there is too much of it', () => {
    const front = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((x) => [x, 9 - x])
    const behind = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((x) => [x + 10, 19 - x])
    const history = [...behind, ...front].map((values, index) => pastTrial(index + 1, {}, { values }))
    const { good } = splitTrials(history, 10)
    expect(good).toHaveLength(2)
    expect(good.every(({ number }) => number > 10)).toBe(true)
  })

  it.each(FIGURES)("calls those of $values.length good that Optuna's does", ({ values, good }) => {
    const history = values.map((point, index) => pastTrial(index + 1, {}, { values: point }))
    expect(numbersOf(splitTrials(history, 10).good)).toEqual(good)
  })

  it('compares after the largest number of epochs that enough trials have seen', () => {
    const history = [
      partial(1, 'complete', [9, 9, 9, 9]),
      partial(2, 'paused', [3, 8, 1]),
      partial(3, 'paused', [2, 2]),
      partial(4, 'pruned', [1, 7]),
      partial(5, 'pruned', [0]),
      partial(6, 'running', []),
    ]
    expect(numbersOf(splitTrials(history, 4).good)).toEqual([3])
    expect(numbersOf(splitTrials(history, 2).good)).toEqual([2])
    expect(numbersOf(splitTrials(history, 1).good)).toEqual([1])
    expect(numbersOf(splitTrials(history, 9).good)).toEqual([5])
  })
})
