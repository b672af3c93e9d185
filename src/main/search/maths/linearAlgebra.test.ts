import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../shared/util/random'
import { extendFactor, factorise, invert, logDeterminant, solve } from './linearAlgebra'

/** A matrix A Aᵀ + n I of normal draws. */
function positiveDefinite(n: number, seed: number): Float64Array {
  const random = createRandom(seed)
  const rows = Array.from({ length: n }, () => Array.from({ length: n }, () => random.normal()))
  return Float64Array.from({ length: n * n }, (_, index) => {
    const [left = [], right = []] = [rows[Math.floor(index / n)], rows[index % n]]
    return left.reduce(
      (sum, value, k) => sum + value * (right[k] ?? 0),
      Math.floor(index / n) === index % n ? n : 0,
    )
  })
}

function times(matrix: Float64Array, x: ArrayLike<number>): number[] {
  const n = x.length
  return Array.from({ length: n }, (_, row) =>
    matrix.subarray(row * n, (row + 1) * n).reduce((sum, value, column) => sum + value * (x[column] ?? 0), 0),
  )
}

describe('linear algebra of positive definite matrices', () => {
  it('solves what a matrix times a vector gave', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), fc.nat(), (n, seed) => {
        const matrix = positiveDefinite(n, seed)
        const x = Array.from({ length: n }, (_, index) => Math.sin(index + seed))
        const factor = matrix.slice()
        expect(factorise(factor, n)).toBe(true)
        for (const [index, value] of solve(factor, n, times(matrix, x)).entries())
          expect(value).toBeCloseTo(x[index] ?? 0, 9)
      }),
      { seed: 1, numRuns: 50 },
    )
  })

  it('inverts: a matrix times its inverse is one', () => {
    const matrix = positiveDefinite(12, 3)
    const factor = matrix.slice()
    factorise(factor, 12)
    const inverse = invert(factor, 12)
    for (let column = 0; column < 12; column++) {
      const own = inverse.subarray(column * 12, column * 12 + 12)
      for (const [row, value] of times(matrix, own).entries())
        expect(value).toBeCloseTo(row === column ? 1 : 0, 10)
    }
  })

  it('knows the determinant', () => {
    const factor = Float64Array.of(4, 2, 2, 5)
    factorise(factor, 2)
    expect(logDeterminant(factor, 2)).toBeCloseTo(Math.log(16), 12)
  })

  it('grows a factor by a row to what the whole matrix gives', () => {
    const whole = positiveDefinite(9, 5)
    const small = Float64Array.from(
      { length: 64 },
      (_, index) => whole[Math.floor(index / 8) * 9 + (index % 8)] ?? 0,
    )
    factorise(small, 8)
    const grown = extendFactor(small, 8, whole.slice(72))
    factorise(whole, 9)
    for (let row = 0; row < 9; row++) {
      for (let column = 0; column <= row; column++)
        expect(grown?.[row * 9 + column]).toBeCloseTo(whole[row * 9 + column] ?? 0, 10)
    }
  })

  it('refuses what is not positive definite', () => {
    expect(factorise(Float64Array.of(1, 2, 2, 1), 2)).toBe(false)
    expect(extendFactor(Float64Array.of(1), 1, Float64Array.of(2, 1))).toBeNull()
  })
})
