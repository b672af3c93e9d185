import { describe, expect, it } from 'vitest'
import type { NumberSetting } from '@shared/domain/settingCatalogue'
import { rangeProblem, toChoices, toRange, withScale, withStep } from './domainForms'

const units: NumberSetting = {
  name: 'units',
  kind: 'integer',
  range: { low: 1, high: 16384 },
  defaultDomain: { kind: 'integer', low: 16, high: 256, scale: 'log', step: 1 },
}

describe('toChoices', () => {
  it('spreads values over the scale of the range, both ends among them', () => {
    expect(toChoices({ kind: 'integer', low: 16, high: 256, scale: 'log', step: 1 })).toEqual([
      16, 40, 100, 256,
    ])
    expect(toChoices({ kind: 'float', low: 0, high: 0.6, scale: 'linear' })).toEqual([0, 0.2, 0.4, 0.6])
  })

  it('gives each value once', () => {
    expect(toChoices({ kind: 'integer', low: 1, high: 2, scale: 'linear', step: 1 })).toEqual([1, 2])
  })
})

describe('toRange', () => {
  it('reaches from the least to the largest, log where they lie far apart', () => {
    expect(toRange([64, 16, 256], units)).toMatchObject({ low: 16, high: 256, scale: 'log' })
    expect(toRange([2, 4], units)).toMatchObject({ low: 2, high: 4, scale: 'linear' })
  })
})

describe('withScale', () => {
  it('lifts the low end of a log scale above 0', () => {
    expect(withScale({ kind: 'float', low: 0, high: 0.5, scale: 'linear', step: 0.1 }, 'log')).toEqual({
      kind: 'float',
      low: 0.0005,
      high: 0.5,
      scale: 'log',
    })
    expect(withScale({ kind: 'integer', low: 0, high: 8, scale: 'linear', step: 2 }, 'log')).toMatchObject({
      low: 1,
      step: 1,
    })
  })
})

describe('withStep', () => {
  it('takes the step off floats, and gives integers a step of one', () => {
    expect(withStep({ kind: 'float', low: 0, high: 1, scale: 'linear', step: 0.1 }, null)).not.toHaveProperty(
      'step',
    )
    expect(withStep({ kind: 'integer', low: 0, high: 8, scale: 'linear', step: 2 }, null)).toMatchObject({
      step: 1,
    })
  })
})

describe('rangeProblem', () => {
  it('finds ends in the wrong order, and a log scale from 0', () => {
    expect(rangeProblem({ kind: 'float', low: 2, high: 1, scale: 'linear' })).toBe('lowAboveHigh')
    expect(rangeProblem({ kind: 'float', low: 0, high: 1, scale: 'log' })).toBe('logNeedsPositive')
    expect(rangeProblem({ kind: 'float', low: 0, high: 1, scale: 'linear' })).toBeNull()
    expect(rangeProblem({ kind: 'choice', values: [1] })).toBeNull()
  })
})
