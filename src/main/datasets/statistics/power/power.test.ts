import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../../shared/util/random'
import { expectNear, expectTablesNear, readGolden } from '../testing/goldens'
import { fitPower } from './fitPower'
import { boxCox, invertBoxCox, invertYeoJohnson, yeoJohnson } from './powerTransform'

const golden = readGolden('power')

describe('fitPower', () => {
  it.each([
    ['boxCox', 'positive', boxCox],
    ['yeoJohnson', 'anySign', yeoJohnson],
  ] as const)('finds the %s powers of scikit-learn', (kind, table, transform) => {
    const columns = golden.table(table)
    const lambdas = golden.column(`${kind}Lambdas`)
    expectNear(
      columns.map((column) => fitPower(column, kind, Infinity)),
      lambdas,
    )
    expectTablesNear(
      columns.map((column, at) => column.map((value) => transform(value, lambdas[at] ?? NaN))),
      golden.table(kind),
    )
  })

  it('changes nothing where nothing can be learnt', () => {
    expect(fitPower(new Float64Array(9).fill(3), 'yeoJohnson')).toBe(1)
    expect(fitPower(Float64Array.of(NaN), 'boxCox')).toBe(1)
    expect(fitPower(Float64Array.of(-1, 2, 3), 'boxCox')).toBe(1)
  })

  it('finds the logarithm for what is normal in logarithms', () => {
    const random = createRandom(1)
    const values = Float64Array.from({ length: 20_000 }, () => Math.exp(5 + 0.5 * random.normal()))
    expect(fitPower(values, 'boxCox')).toBeCloseTo(0, 1)
  })

  it('stays within float32 for figures of any size', () => {
    for (const values of [
      Float64Array.of(1e30, 2e30, 3e30),
      Float64Array.of(1, 1, 1, 1e12),
      Float64Array.of(-1e12, 0, 1e-12),
      Float64Array.of(1e-9, 2e-9, 9e-9),
      Float64Array.of(1000, 1001, 1002, 1004),
    ])
      for (const [kind, transform] of [
        ['boxCox', boxCox],
        ['yeoJohnson', yeoJohnson],
      ] as const) {
        const lambda = fitPower(values, kind)
        const made = values
          .filter((value) => kind === 'yeoJohnson' || value > 0)
          .map((x) => transform(x, lambda))
        expect(made.every((y) => Number.isFinite(Math.fround(y)))).toBe(true)
      }
  })
})

describe('power transforms', () => {
  it('are undone by their inverses', () => {
    const lambda = fc.double({ min: -3, max: 4, noNaN: true })
    fc.assert(
      fc.property(fc.double({ min: 0.05, max: 20, noNaN: true }), lambda, (x, power) => {
        expect(Math.abs(invertBoxCox(boxCox(x, power), power) - x)).toBeLessThan(1e-6 * x)
        expect(Math.abs(invertYeoJohnson(yeoJohnson(x, power), power) - x)).toBeLessThan(1e-6 * (1 + x) ** 4)
        expect(Math.abs(invertYeoJohnson(yeoJohnson(-x, power), power) + x)).toBeLessThan(1e-6 * (1 + x) ** 4)
      }),
    )
  })

  it('are logarithms at their special powers', () => {
    expect(boxCox(Math.E, 0)).toBe(1)
    expect(yeoJohnson(Math.E - 1, 0)).toBe(1)
    expect(yeoJohnson(1 - Math.E, 2)).toBe(-1)
    expect(boxCox(-1, 2)).toBeNaN()
  })
})
