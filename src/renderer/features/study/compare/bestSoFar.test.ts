import { describe, expect, it } from 'vitest'
import { trialRow } from '../testing/trialRow'
import { bestSoFar } from './bestSoFar'

const rows = [
  trialRow(3, { value: 0.9, durationMs: 1000 }),
  trialRow(1, { value: 0.7, durationMs: 2000 }),
  trialRow(2, { value: null, state: 'failed', durationMs: 500 }),
  trialRow(4, { value: 0.8, durationMs: 1000 }),
]

describe('bestSoFar', () => {
  it('keeps the best of what came before, in order of number', () => {
    expect(bestSoFar(rows, 'maximize', 'trials')).toEqual({ at: [1, 2, 3, 4], values: [0.7, 0.7, 0.9, 0.9] })
    expect(bestSoFar(rows, 'minimize', 'trials').values).toEqual([0.7, 0.7, 0.7, 0.7])
  })

  it('counts the time of trials that failed, too', () => {
    expect(bestSoFar(rows, 'maximize', 'seconds').at).toEqual([2, 2.5, 3.5, 4.5])
  })

  it('begins with the first result', () => {
    const late = [trialRow(1, { value: null, state: 'failed' }), trialRow(2, { value: 0.5 })]
    expect(bestSoFar(late, 'maximize', 'trials')).toEqual({ at: [2], values: [0.5] })
  })
})
