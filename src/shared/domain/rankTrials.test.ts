import { describe, expect, it } from 'vitest'
import { type Rankable, rankTrials } from './rankTrials'

const trial = (number: number, value: number | null, loss?: number): Rankable => ({
  ...{ number, value, state: 'complete' },
  validation: loss === undefined ? {} : { loss },
})
const accuracy = { metric: 'accuracy', direction: 'maximize' } as const

describe('rankTrials', () => {
  const rows = [trial(1, 0.9, 0.3), trial(2, null), trial(3, 0.9, 0.2), trial(4, 0.95), trial(5, 0.9, 0.2)]

  it('puts the best first, equals by loss and then by number, and leaves out those without a result', () => {
    expect(rankTrials(rows, accuracy).map(({ number }) => number)).toEqual([4, 3, 5, 1])
  })

  it('takes the lower value for the better where the objective says so', () => {
    expect(rankTrials(rows, { metric: 'rmse', direction: 'minimize' })[0]?.number).toBe(3)
  })

  it('counts nothing that was given up, failed, or diverged on the way', () => {
    const pruned: Rankable = { ...trial(6, 0.99), state: 'pruned' }
    const failed: Rankable = { ...trial(7, 0.99), state: 'failed' }
    expect(rankTrials([pruned, failed, trial(8, Infinity), trial(9, 0.5)], accuracy)).toEqual([trial(9, 0.5)])
  })
})
