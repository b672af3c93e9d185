/** @file First weights: as wide as their formula says, the same for the same seed. */
import { describe, expect, it } from 'vitest'
import { PLAIN_WEIGHTS, type InitializerName } from '../../../shared/domain/modelSpec'
import { initialWeights } from './initialWeights'
import type { ParameterSpec } from './parameter'

const kernel = (initializer: InitializerName): ParameterSpec => {
  const form = { shape: [200, 100], fanIn: 200, fanOut: 100, unitAxis: 1 }
  return { name: 'hidden/kernel', ...form, initializer, ...PLAIN_WEIGHTS, isTrained: true }
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
    ['lecunUniform', 1 / 200],
    ['normal', 0.05 ** 2],
    ['uniform', 0.05 ** 2 / 3],
    ['truncatedNormal', (0.05 * 0.87962566) ** 2],
    ['orthogonal', 1 / 200],
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

  it.each([
    [200, 100],
    [100, 200],
    [30, 30],
  ])('draws orthogonal vectors of length 1: %i × %i', (rows, columns) => {
    const spec: ParameterSpec = { ...kernel('orthogonal'), shape: [rows, columns] }
    const values = initialWeights([spec], 3)[0] ?? new Float32Array()
    const isTall = rows >= columns
    const at = (vector: number, place: number) =>
      values[isTall ? place * columns + vector : vector * columns + place] ?? 0
    const product = (left: number, right: number) =>
      Array.from(
        { length: Math.max(rows, columns) },
        (_, place) => at(left, place) * at(right, place),
      ).reduce((sum, value) => sum + value)
    for (const [left, right] of [
      [0, 0],
      [0, 1],
      [5, 29],
      [29, 29],
    ] as const)
      expect(product(left, right)).toBeCloseTo(left === right ? 1 : 0, 5)
  })

  it('starts at zero or at a constant where asked to', () => {
    expect(only('constant').every((value) => value === Math.fround(0.05))).toBe(true)
    expect(only('zeros').every((value) => value === 0)).toBe(true)
  })

  it('repeats itself for a seed, and no other parameter changes it', () => {
    const first = only('heNormal')
    const [again] = initialWeights([kernel('heNormal'), kernel('zeros')], 1)
    expect(again).toEqual(first)
    expect(only('heNormal', 2)).not.toEqual(first)
  })
})
