import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../../shared/util/random'
import { createHalton } from './halton'
import { drawLatinHypercube } from './latinHypercube'
import { createSobol, type PointSequence } from './sobol'

const take = (sequence: PointSequence, count: number) =>
  Array.from({ length: count }, (_, index) => sequence.point(index))

/** How many of so many equal shares of an axis have exactly one point. */
const strata = (points: readonly Float64Array[], axis: number, count: number) =>
  new Set(points.map((point) => Math.floor((point[axis] ?? 0) * count + 1e-9))).size

describe('createSobol', () => {
  it('has one point in every dyadic share of every axis, scrambled or not', () => {
    for (const random of [null, createRandom(1), createRandom(2)]) {
      const points = take(createSobol(40, random), 64)
      for (let axis = 0; axis < 40; axis++) expect(strata(points, axis, 64)).toBe(64)
    }
  })

  it('has one point in every cell of the first two axes, scrambled or not', () => {
    for (const random of [null, createRandom(3)]) {
      const cells = take(createSobol(2, random), 64).map(
        ([x = 0, y = 0]) => Math.floor(x * 8) * 8 + Math.floor(y * 8),
      )
      expect(new Set(cells).size).toBe(64)
    }
  })

  it('is another sequence for another seed, and each of its points an even draw', () => {
    const first = Array.from(
      { length: 400 },
      (_, seed) => createSobol(3, createRandom(seed)).point(5)[2] ?? 0,
    )
    expect(new Set(first).size).toBe(400)
    const quarters = [0, 1, 2, 3].map(
      (quarter) => first.filter((place) => Math.floor(place * 4) === quarter).length,
    )
    expect(quarters.reduce((sum, found) => sum + (found - 100) ** 2 / 100, 0)).toBeLessThan(16.3)
  })
})

describe('createHalton', () => {
  it('has one point in every share of an axis by its base, scrambled or not', () => {
    for (const random of [null, createRandom(1)]) {
      const points = take(createHalton(3, random), 225)
      expect(strata(points.slice(0, 128), 0, 128)).toBe(128)
      expect(strata(points.slice(0, 81), 1, 81)).toBe(81)
      expect(strata(points.slice(0, 125), 2, 125)).toBe(125)
    }
  })

  it('stays within the cube however many points and axes', () => {
    for (const point of [0, 1e6, 2 ** 31].map((index) => createHalton(60, createRandom(4)).point(index)))
      for (const place of point) expect(place >= 0 && place < 1).toBe(true)
  })
})

describe('drawLatinHypercube', () => {
  const nearest = (rows: readonly Float64Array[]) =>
    Math.min(
      ...rows.flatMap((left, index) =>
        rows
          .slice(index + 1)
          .map((right) => Math.hypot(...left.map((place, axis) => place - (right[axis] ?? 0)))),
      ),
    )

  it('has one point in every stratum of every axis', () => {
    for (const count of [1, 2, 7, 50]) {
      const rows = drawLatinHypercube(count, 4, createRandom(count))
      for (let axis = 0; axis < 4; axis++) expect(strata(rows, axis, count)).toBe(count)
    }
  })

  it('keeps its points farther from each other than even draws are', () => {
    const [random, count] = [createRandom(9), 30]
    const drawn = Array.from({ length: count }, () => Float64Array.from({ length: 3 }, () => random.next()))
    expect(nearest(drawLatinHypercube(count, 3, createRandom(1)))).toBeGreaterThan(2 * nearest(drawn))
  })
})
