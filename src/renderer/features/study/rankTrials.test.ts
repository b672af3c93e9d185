import { describe, expect, it } from 'vitest'
import { rankTrials } from './rankTrials'
import { trialRow } from './testing/trialRow'

describe('rankTrials', () => {
  const rows = [
    trialRow(1, { value: 0.9, validation: { loss: 0.3 } }),
    trialRow(2, { value: null }),
    trialRow(3, { value: 0.9, validation: { loss: 0.2 } }),
    trialRow(4, { value: 0.95, validation: {} }),
    trialRow(5, { value: 0.9, validation: { loss: 0.2 } }),
  ]

  it('puts the best first, equals by loss and then by number, and leaves out those without a result', () => {
    const numbers = rankTrials(rows, { metric: 'accuracy', direction: 'maximize' }).map((row) => row.number)
    expect(numbers).toEqual([4, 3, 5, 1])
  })

  it('takes the lower value for the better where the objective says so', () => {
    expect(rankTrials(rows, { metric: 'rmse', direction: 'minimize' })[0]?.number).toBe(3)
  })
})
