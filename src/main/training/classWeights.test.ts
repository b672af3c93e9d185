import { describe, expect, it } from 'vitest'
import { balancedWeights } from './classWeights'

describe('balancedWeights', () => {
  it('weighs as compute_class_weight of scikit-learn 1.9.1 does', () => {
    const weights = balancedWeights([0, 0, 0, 0, 1, 2, 2], 3)
    ;[0.58333333, 2.33333333, 1.16666667].forEach((weight, label) =>
      expect(weights[label]).toBeCloseTo(weight, 6),
    )
  })

  it('gives a class without rows no weight, and does not count it', () => {
    expect([...balancedWeights([0, 2, 2, 0], 3)]).toEqual([1, 0, 1])
  })
})
