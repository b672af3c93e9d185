import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../shared/util/random'
import type { NamedWeights } from '../backends/onnx/emitPredict'
import { countZeros, pruneByMagnitude, sparsityAt } from './pruneWeights'
import { RangeFinder } from './ranges'
import { roundWeights } from './roundWeights'

const weights = (values: Record<string, number[]>): NamedWeights =>
  new Map(
    Object.entries(values).map(([name, numbers]) => [
      name,
      {
        shape: name.endsWith('kernel') ? [1, numbers.length] : [numbers.length],
        values: Float32Array.from(numbers),
      },
    ]),
  )

describe('pruneByMagnitude', () => {
  const found = weights({ 'a/kernel': [1, -0.1, 0.2, 5], 'b/kernel': [10, 20, -30, 40], 'b/bias': [0, 0] })

  it('takes the smallest of all layers together, or of each', () => {
    const all = pruneByMagnitude(found, { sparsity: 0.5, scope: 'global' })
    expect([...(all.get('a/kernel') ?? [])]).toEqual([0, 0, 0, 0])
    const each = pruneByMagnitude(found, { sparsity: 0.5, scope: 'layer' })
    expect([...(each.get('a/kernel') ?? [])]).toEqual([1, 0, 0, 1])
    expect([...(each.get('b/kernel') ?? [])]).toEqual([0, 0, 1, 1])
  })

  it('leaves biases alone', () => {
    expect(pruneByMagnitude(found, { sparsity: 0.9, scope: 'global' }).has('b/bias')).toBe(false)
  })

  it('takes exactly as many as were asked for, also of equal ones', () => {
    const equal = weights({ 'a/kernel': Array.from({ length: 10 }, () => 0.5) })
    const mask = pruneByMagnitude(equal, { sparsity: 0.3, scope: 'global' }).get('a/kernel') ?? []
    expect([...mask].filter((kept) => kept === 0)).toHaveLength(3)
  })

  it('counts zeros among all weights', () => {
    expect(countZeros(found)).toEqual({ weights: 10, zeros: 2 })
  })
})

describe('sparsityAt', () => {
  it('rises along a cube to its target and stays there', () => {
    expect(sparsityAt(0, 0.8)).toBe(0)
    expect(sparsityAt(0.5, 0.8)).toBeCloseTo(0.8 * (1 - 0.125))
    expect(sparsityAt(2, 0.8)).toBe(0.8)
  })
})

describe('roundWeights', () => {
  it('has a scale a channel, and errors of half a step at most', () => {
    const values = Float32Array.from([1, -0.01, 0.5, 0.004])
    const tensor = { name: 'w', dataType: 'float32', shape: [2, 2], values } as const
    const { values: whole, scales } = roundWeights(tensor, 1, 127)
    expect([...scales]).toEqual([Math.fround(1 / 127), Math.fround(Math.fround(0.01) / 127)])
    values.forEach((value, index) => {
      const scale = scales[index % 2] ?? 0
      expect(Math.abs(value - (whole[index] ?? 0) * scale)).toBeLessThanOrEqual(scale / 2 + 1e-9)
    })
  })
})

describe('a range', () => {
  const random = createRandom(1, 2)
  const values = Float32Array.from({ length: 20_000 }, () => random.normal())
  values[7] = 60

  const rangeOf = (calibration: 'minMax' | 'percentile' | 'entropy') => {
    const finder = new RangeFinder()
    finder.widen(values)
    finder.count(values)
    return finder.range(calibration)
  }

  it('is that of all values, or leaves out what lies far beyond them', () => {
    expect(rangeOf('minMax').high).toBe(60)
    expect(rangeOf('percentile').high).toBeLessThan(6)
    expect(rangeOf('entropy').high).toBeLessThan(20)
    expect(rangeOf('entropy').high).toBeGreaterThan(2)
  })
})
