/** @file First weights: as wide as their formula says, the same for the same seed. */
import { describe, expect, it } from 'vitest'
import { PLAIN_WEIGHTS, type InitializerName } from '../../../shared/domain/modelSpec'
import { initialWeights } from './initialWeights'
import type { ParameterSpec } from './parameter'

const kernel = (initializer: InitializerName): ParameterSpec => {
  return { name: 'hidden/kernel', shape: [200, 100], initializer, fanIn: 200, fanOut: 100, ...PLAIN_WEIGHTS }
}
const only = (initializer: InitializerName, seed = 1) =>
  initialWeights([kernel(initializer)], seed)[0] ?? new Float32Array()

describe('initialWeights', () => {
  it.each([
    ['heNormal', 2 / 200],
    ['heUniform', 2 / 200],
    ['glorotNormal', 2 / 300],
    ['glorotUniform', 2 / 300],
    ['lecunNormal', 1 / 200],
  ] as const)('%s has a mean of 0 and the variance of its formula', (initializer, variance) => {
    const values = only(initializer)
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    const spread = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
    expect(Math.abs(mean)).toBeLessThan(0.03 * Math.sqrt(variance))
    expect(spread / variance).toBeCloseTo(1, 1)
  })

  it('cuts normal weights off, and keeps uniform ones within their limit', () => {
    const largest = (values: Float32Array) =>
      values.reduce((peak, value) => Math.max(peak, Math.abs(value)), 0)
    expect(largest(only('lecunNormal'))).toBeLessThan((2 * Math.sqrt(1 / 200)) / 0.8796)
    expect(largest(only('heUniform'))).toBeLessThanOrEqual(Math.sqrt(6 / 200))
  })

  it('starts at zero where asked to', () => {
    expect(only('zeros').every((value) => value === 0)).toBe(true)
  })

  it('repeats itself for a seed, and no other parameter changes it', () => {
    const first = only('heNormal')
    const [again] = initialWeights([kernel('heNormal'), kernel('zeros')], 1)
    expect(again).toEqual(first)
    expect(only('heNormal', 2)).not.toEqual(first)
  })
})
