import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../shared/util/random'
import {
  fallingShare,
  jumpsOf,
  levelAtEnd,
  lowest,
  median,
  noiseOf,
  type Point,
  slopeOf,
  stretchOf,
} from './curves'

const curve = (values: readonly number[]): Point[] =>
  values.map((value, index) => ({ step: index + 1, value }))

describe('what is seen of a curve', () => {
  it('is its middle, its lowest point, its end and its stretch', () => {
    expect(median([3, 1, 2])).toBe(2)
    expect(median([4, 1, 2, 3])).toBe(2.5)
    const points = curve([5, 4, 1, 2, 3])
    expect(lowest(points)).toEqual({ step: 3, value: 1 })
    expect(levelAtEnd(points)).toBe(3)
    expect(stretchOf(points)).toEqual({ from: 1, to: 5 })
  })

  it('is a slope by least squares, and how often it falls', () => {
    expect(slopeOf(curve([1, 3, 5, 7]))).toBeCloseTo(2, 12)
    expect(fallingShare(curve([5, 4, 3, 4]))).toBeCloseTo(2 / 3, 12)
  })

  it('is noise whatever the trend, and single jumps do not make it', () => {
    const random = createRandom(2)
    const trend = Array.from({ length: 200 }, (_, index) => 3 * Math.exp(-index / 50) + 0.1 * random.normal())
    expect(noiseOf(curve(trend))).toBeGreaterThan(0.07)
    expect(noiseOf(curve(trend))).toBeLessThan(0.13)
    expect(noiseOf(curve([5, 4, 3, 9, 1, 0, -1, -2, -3, -4]))).toBe(0)
    expect(noiseOf(curve([1, 2]))).toBe(0)
  })

  it('is jumps up and down, by the epoch in which they end', () => {
    expect(jumpsOf(curve([1, 1.1, 3, 2.9, 0.5]), 1)).toEqual([
      { step: 3, value: 1.9 },
      { step: 5, value: -2.4 },
    ])
  })
})
