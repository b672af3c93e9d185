import { describe, expect, it } from 'vitest'
import { quantileOf, rowErrors } from './rowErrors'

describe('rowErrors', () => {
  it('is the mean squared difference of each row', () => {
    expect([...rowErrors([0, 0, 1, 3], [0, 2, 1, 1], 2)]).toEqual([2, 2])
  })
})

describe('quantileOf', () => {
  it('is what numpy.quantile says', () => {
    expect(quantileOf([4, 1, 3, 2], 0.9)).toBeCloseTo(3.7)
    expect(quantileOf([5], 0.5)).toBe(5)
  })
})
