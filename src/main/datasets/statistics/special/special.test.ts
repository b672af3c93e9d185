import { describe, expect, it } from 'vitest'
import { expectNear, expectTablesNear, readGolden } from '../testing/goldens'
import { findRoot } from './findRoot'
import { digamma, logGamma } from './gamma'
import { normalQuantile } from './normal'
import { chiSquareTail, fTail } from './tails'

const golden = readGolden('tails')
const x = golden.column('x')

describe('distributions', () => {
  it('have the tails of scipy, however thin', () => {
    expectTablesNear(
      [1, 2, 7, 200].map((freedom) => x.map((value) => chiSquareTail(value, freedom))),
      golden.table('chi'),
    )
    const freedoms = [
      [1, 5],
      [2, 57],
      [9, 1000],
      [40, 3],
    ] as const
    expectTablesNear(
      freedoms.map(([above, below]) => x.map((value) => fTail(value, above, below))),
      golden.table('f'),
    )
  })

  it('know the normal one', () => {
    expectNear(golden.column('shares').map(normalQuantile), golden.column('normalQuantile'))
    expect([normalQuantile(0), normalQuantile(1), normalQuantile(NaN)]).toEqual([-Infinity, Infinity, NaN])
  })
})

describe('gamma', () => {
  it('has the logarithm and the slope of scipy', () => {
    expectNear(x.map(digamma), golden.column('digamma'))
    expectNear(x.map(logGamma), golden.column('logGamma'), 1e-7)
  })
})

describe('findRoot', () => {
  it('finds a root to its last bits', () => {
    expect(findRoot((value) => value ** 3 - 2, 0, 10)).toBeCloseTo(Math.cbrt(2), 14)
    expect(findRoot((value) => Math.tanh(value - 3), -1000, 1000)).toBeCloseTo(3, 13)
  })

  it('gives the nearer end where there is none', () => {
    expect(findRoot((value) => value + 1, 0, 5)).toBe(0)
  })
})
