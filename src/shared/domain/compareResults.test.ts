import { describe, expect, it } from 'vitest'
import { compareResults } from './compareResults'
import type { Objective } from './metric'

const accuracy: Objective = { metric: 'accuracy', direction: 'maximize' }
const rmse: Objective = { metric: 'rmse', direction: 'minimize' }
const result = (value: number, loss?: number) => ({ value, validation: loss === undefined ? {} : { loss } })

describe('compareResults', () => {
  it('puts the better value first, in the direction of the objective', () => {
    expect(compareResults(result(0.9, 5), result(0.8, 1), accuracy)).toBeLessThan(0)
    expect(compareResults(result(0.9, 1), result(0.8, 5), rmse)).toBeGreaterThan(0)
  })

  it('settles a tie by the lower loss', () => {
    expect(compareResults(result(1, 0.2), result(1, 0.1), accuracy)).toBeGreaterThan(0)
    expect(compareResults(result(1, 0.1), result(1, 0.2), rmse)).toBeLessThan(0)
  })

  it('compares by log-loss where there is one, since losses of different kinds are unlike', () => {
    const hinge = { value: 1, validation: { loss: 0.01, logLoss: 0.4 } }
    const entropy = { value: 1, validation: { loss: 0.2, logLoss: 0.2 } }
    expect(compareResults(entropy, hinge, accuracy)).toBeLessThan(0)
  })

  it('takes a known loss over an unknown one, and two unknown ones for equal', () => {
    expect(compareResults(result(1, 9), result(1), accuracy)).toBeLessThan(0)
    expect(compareResults(result(1), result(1), accuracy)).toBe(0)
  })
})
