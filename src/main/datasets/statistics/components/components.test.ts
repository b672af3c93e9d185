import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../../shared/util/random'
import { momentsOf } from '../column/moments'
import { expectNear, expectTablesNear, readGolden } from '../testing/goldens'
import { dot } from './covariance'
import { axesByCovariance, axesByIteration, axesByRows } from './eigen'
import { fitPrincipalComponents, projectColumns, whitenComponents } from './principalComponents'

const golden = readGolden('components')

describe('fitPrincipalComponents', () => {
  it.each([
    ['tall', 'tallX', { kind: 'count', count: 4 }],
    ['share', 'tallX', { kind: 'share', share: 0.9 }],
    ['wide', 'wideX', { kind: 'count', count: 5 }],
  ] as const)('has the components of scikit-learn, signs included: %s', (name, table, keep) => {
    const found = fitPrincipalComponents(golden.table(table), keep)
    expectNear(found.means, golden.column(`${name}Means`))
    expectTablesNear(found.components, golden.table(`${name}Components`))
    expectNear(found.variances, golden.column(`${name}Variances`))
    expectNear(found.shares, golden.column(`${name}Shares`))
  })

  it('whitens as scikit-learn does', () => {
    const columns = golden.table('tallX')
    const found = fitPrincipalComponents(columns, { kind: 'count', count: 3 })
    const projected = projectColumns(columns, { means: found.means, components: whitenComponents(found) })
    expectTablesNear(projected, golden.table('whitened'))
  })

  it('gives no more components than there are directions', () => {
    const columns = [Float64Array.of(1, 2), Float64Array.of(3, 5), Float64Array.of(0, 0)]
    expect(fitPrincipalComponents(columns, { kind: 'count', count: 3 }).components).toHaveLength(1)
  })

  it('takes a missing figure for the mean', () => {
    const [first = new Float64Array(0), ...others] = golden.table('tallX')
    const holed = [first.map((value, row) => (row < 5 ? NaN : value)), ...others]
    const { mean } = momentsOf(holed[0] ?? [])
    const filled = [first.map((value, row) => (row < 5 ? mean : value)), ...others]
    const [found, wanted] = [holed, filled].map((columns) =>
      fitPrincipalComponents(columns, { kind: 'count', count: 2 }),
    )
    expectTablesNear(found?.components ?? [], wanted?.components ?? [])
  })

  it('makes nothing of columns that never change', () => {
    const columns = [new Float64Array(9).fill(1), new Float64Array(9).fill(2)]
    const found = fitPrincipalComponents(columns, { kind: 'share', share: 0.9 })
    expect([...found.shares].every((share) => share === 0)).toBe(true)
  })

  it('finds the first components of wide and long tables by iteration', () => {
    const random = createRandom(3)
    const sources = Array.from({ length: 4 }, () => Float64Array.from({ length: 700 }, () => random.normal()))
    const columns = Array.from({ length: 600 }, () => {
      const mix = sources.map((_, at) => random.normal() * 4 ** -at)
      return (
        sources[0]?.map((_, row) =>
          sources.reduce((sum, one, at) => sum + (one[row] ?? 0) * (mix[at] ?? 0), 0),
        ) ?? new Float64Array(0)
      )
    })
    const found = fitPrincipalComponents(columns, { kind: 'share', share: 0.9999 })
    expect(found.components).toHaveLength(4)
    const spread = momentsOf(projectColumns(columns, found)[1] ?? []).variance * (700 / 699)
    expectNear([spread], [found.variances[1] ?? NaN])
  })
})

describe('axes', () => {
  const random = createRandom(8)
  const columns = Array.from({ length: 30 }, (_, at) => {
    const values = Float64Array.from({ length: 25 }, () => random.normal() * 0.7 ** at)
    const { mean } = momentsOf(values)
    return values.map((value) => value - mean)
  })

  it('are the same by columns, by rows and by iteration', () => {
    const exact = axesByCovariance(columns).slice(0, 5)
    for (const axes of [axesByRows(columns).slice(0, 5), axesByIteration(columns, 5, 1)]) {
      expectNear(
        axes.map(({ variance }) => variance),
        exact.map(({ variance }) => variance),
      )
      expectNear(
        axes.map(({ direction }, at) => Math.abs(dot(direction, exact[at]?.direction ?? direction))),
        [1, 1, 1, 1, 1],
      )
    }
  })
})
