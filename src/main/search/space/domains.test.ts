import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../shared/util/random'
import { choice, float, integer, stepped } from '../../../../test/support/designs'
import { countValues, nearestValue, sampleValue, valueAt } from './domains'
import { gridLevels } from './levels'

const grid = (...of: Parameters<typeof gridLevels>) => {
  const levels = gridLevels(...of)
  return Array.from({ length: levels.size }, (_, index) => levels.at(index))
}

describe('countValues', () => {
  it.each([
    [choice('a', 'b'), 2],
    [integer(1, 10, 'linear', 4), 3],
    [integer(5, 5), 1],
    [stepped(0, 0.3, 0.1), 4],
    [float(0.5, 0.5), 1],
    [float(0, 1), null],
    [integer(3, 2), 0],
  ])('of %j is %s', (domain, count) => {
    expect(countValues(domain)).toBe(count)
  })
})

describe('valueAt', () => {
  it('hides the rounding of binary fractions', () => {
    expect([0, 1, 2, 3].map((index) => valueAt(stepped(0.1, 0.4, 0.1), index))).toEqual([0.1, 0.2, 0.3, 0.4])
  })
})

describe('nearestValue', () => {
  it.each([
    [integer(1, 10, 'linear', 4), 8, 9],
    [integer(1, 10, 'linear', 4), 100, 9],
    [float(0.1, 0.5), 0, 0.1],
    [choice(16, 64, 32), 60, 64],
    [choice('relu', 'tanh'), 'gelu', 'relu'],
    [choice('relu', 'tanh'), 'tanh', 'tanh'],
  ])('of %j to %s is %s', (domain, wish, nearest) => {
    expect(nearestValue(domain, wish)).toBe(nearest)
  })
})

describe('gridLevels', () => {
  it('takes all values where they are few', () => {
    expect(grid(choice('b', 'a'), 2)).toEqual(['b', 'a'])
    expect(grid(integer(1, 3), 5)).toEqual([1, 2, 3])
  })

  it('spreads points evenly over a range, both ends included', () => {
    expect(grid(float(0, 0.5), 3)).toEqual([0, 0.25, 0.5])
    expect(grid(float(1e-4, 1e-1, 'log'), 4)).toEqual([1e-4, 1e-3, 1e-2, 1e-1])
    expect(grid(integer(16, 256, 'log'), 3)).toEqual([16, 64, 256])
    expect(grid(integer(0, 100, 'linear', 25), 3)).toEqual([0, 50, 100])
  })

  it('names a value once where rounding meets', () => {
    expect(grid(integer(1, 7, 'log'), 6)).toEqual([1, 2, 3, 5, 7])
  })
})

describe('sampleValue', () => {
  const draws = 40_000

  it('draws integers on a log scale with the probability of their rounding interval', () => {
    const random = createRandom(5)
    const domain = integer(1, 8, 'log')
    const counts = new Map<unknown, number>()
    for (let index = 0; index < draws; index++) {
      const value = sampleValue(domain, random)
      counts.set(value, (counts.get(value) ?? 0) + 1)
    }
    for (let value = 1; value <= 8; value++) {
      const probability = Math.log((value + 0.5) / (value - 0.5)) / Math.log(8.5 / 0.5)
      const error = Math.sqrt((probability * (1 - probability)) / draws)
      expect(Math.abs((counts.get(value) ?? 0) / draws - probability)).toBeLessThan(4 * error)
    }
  })

  it.each([
    [float(1e-5, 1e-1, 'log'), (value: number) => Math.log10(value / 1e-5) / 4],
    [float(-1, 3), (value: number) => (value + 1) / 4],
  ])('draws %j evenly on its scale (Kolmogorov–Smirnov)', (domain, toShare) => {
    const random = createRandom(11)
    const shares = Array.from({ length: draws }, () => toShare(Number(sampleValue(domain, random)))).sort(
      (left, right) => left - right,
    )
    const distance = Math.max(...shares.map((share, index) => Math.abs(share - (index + 0.5) / draws)))
    expect(distance).toBeLessThan(1.95 / Math.sqrt(draws))
  })
})
