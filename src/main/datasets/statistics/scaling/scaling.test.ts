import { describe, expect, it } from 'vitest'
import { quantilesOf } from '../column/quantiles'
import { expectTablesNear, readGolden } from '../testing/goldens'
import { boundByDeviation, boundByQuartiles, boundByShares } from './bounds'
import { rowNorms } from './rowNorms'
import { fitMaxAbs, fitMinMax, fitRobust, fitStandard, type Scaling } from './scalers'

const golden = readGolden('scaling')
const columns = golden.table('x')

function scaled(fit: (values: Float64Array) => Scaling): Float64Array[] {
  return columns.map((column) => {
    const { center, scale } = fit(column)
    return column.map((value) => (value - center) / scale)
  })
}

describe('scalers', () => {
  it.each([
    ['standard', fitStandard],
    ['minMax', (values: Float64Array) => fitMinMax(values, -1, 2)],
    ['robust', (values: Float64Array) => fitRobust(values, [0.1, 0.75])],
    ['maxAbs', fitMaxAbs],
  ] as const)('%s scales as scikit-learn does', (name, fit) => {
    expectTablesNear(scaled(fit), golden.table(name))
  })

  it('leave a column without figures as it is', () => {
    const empty = Float64Array.of(NaN, NaN)
    for (const fit of [fitStandard, fitMinMax, fitRobust, fitMaxAbs])
      expect(fit(empty)).toEqual({ center: 0, scale: 1 })
  })
})

describe('quantilesOf', () => {
  it('is what numpy gives', () => {
    const shares = [...golden.column('shares')]
    expectTablesNear(
      columns.map((column) => quantilesOf(column, shares)),
      golden.table('quantiles'),
    )
    expectTablesNear(
      columns.map((column) => quantilesOf(column, shares.slice(2, 6))),
      golden.table('quantiles').map((column) => column.subarray(2, 6)),
    )
  })
})

describe('rowNorms', () => {
  it.each(['l1', 'l2', 'max'] as const)('%s divides rows as scikit-learn does', (norm) => {
    const rows = golden.table('rows')
    const norms = rowNorms(rows, norm)
    expectTablesNear(
      rows.map((column) => column.map((value, row) => value / (norms[row] ?? 1))),
      golden.table(norm),
    )
  })
})

describe('bounds', () => {
  const values = Float64Array.of(1, 2, 3, 4, 100, NaN)

  it('put fences around the quartiles', () => {
    expect(boundByQuartiles(values)).toEqual({ low: 2 - 3, high: 4 + 3 })
  })

  it('reach as many deviations from the mean as asked', () => {
    const { low, high } = boundByDeviation(Float64Array.of(-1, 1, NaN), 2)
    expect([low, high]).toEqual([-2, 2])
  })

  it('cut off shares', () => {
    expect(boundByShares(values, 0.25, 1)).toEqual({ low: 2, high: 100 })
  })

  it('are none where there is no figure', () => {
    const none = { low: -Infinity, high: Infinity }
    const empty = Float64Array.of(NaN)
    expect([boundByQuartiles(empty), boundByDeviation(empty), boundByShares(empty, 0, 1)]).toEqual([
      none,
      none,
      none,
    ])
  })
})
