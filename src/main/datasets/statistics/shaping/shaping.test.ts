import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../../shared/util/random'
import { expectNear, expectTablesNear, readGolden } from '../testing/goldens'
import { binOf, fitBinEdges } from './bins'
import { clusterLine } from './clusterLine'
import { countTerms, listTerms, multiplyTerm } from './polynomialTerms'
import { applyQuantiles, fitQuantiles, type QuantileShape } from './quantileTransform'

const golden = readGolden('shaping')

describe('quantile transform', () => {
  function transformed(fitted: string, to: string, options: { count: number; shape: QuantileShape }) {
    const quantiles = golden.table(fitted).map((column) => fitQuantiles(column, options.count))
    return golden
      .table(to)
      .map((column, at) =>
        column.map((value) => applyQuantiles(value, quantiles[at] ?? new Float64Array(0), options.shape)),
      )
  }

  it('is that of scikit-learn, ties, holes and figures beyond the ends included', () => {
    expectTablesNear(transformed('x', 'new', { count: 20, shape: 'uniform' }), golden.table('uniform'))
    expectTablesNear(transformed('x', 'x', { count: 20, shape: 'uniform' }), golden.table('uniformOfSelf'))
  })

  it('is cut off where a normal one would be infinite', () => {
    expectTablesNear(transformed('whole', 'whole', { count: 1000, shape: 'normal' }), golden.table('normal'))
  })

  it('knows nothing of a column without figures', () => {
    expect(applyQuantiles(1, fitQuantiles(Float64Array.of(NaN), 5), 'uniform')).toBeNaN()
  })
})

describe('fitBinEdges', () => {
  const cases = (['uniform', 'quantile', 'kMeans'] as const).flatMap((rule) =>
    (
      [
        ['SKEWED', 5],
        ['TIED', 6],
        ['NORMAL', 7],
        ['gaps', 7],
      ] as const
    ).map(([name, count]) => ({ rule, name, count })),
  )

  it.each(cases)('cuts $name by $rule as scikit-learn does', ({ rule, name, count }) => {
    const column = golden.column(name)
    const edges = fitBinEdges(column, rule, count)
    expectNear(edges, golden.column(`${rule.toLowerCase()}Edges/${name}`))
    expectNear(
      column.map((value) => binOf(value, edges)),
      golden.column(`${rule.toLowerCase()}Codes/${name}`),
    )
  })

  it('makes one bin of a column that does not change', () => {
    const edges = fitBinEdges(Float64Array.of(2, 2, NaN), 'quantile', 4)
    expect([binOf(2, edges), binOf(-1e9, edges), binOf(NaN, edges)]).toEqual([0, 0, NaN])
  })
})

describe('clusterLine', () => {
  it('finds groups that lie apart', () => {
    const random = createRandom(5)
    const values = Float64Array.from({ length: 300 }, (_, at) => 10 * (at % 3) + random.normal()).sort()
    expect([...clusterLine(values, [2, 3, 4])].map(Math.round)).toEqual([0, 10, 20])
  })
})

describe('listTerms', () => {
  it.each([
    ['degree3', false],
    ['interactions', true],
  ] as const)('lists %s in the order of scikit-learn', (name, interactionOnly) => {
    const columns = golden.table('products')
    const terms = listTerms({ columns: columns.length, degree: 3, interactionOnly })
    expectTablesNear(
      terms.map((term) => multiplyTerm(columns, term)),
      golden.table(name),
    )
    expect(countTerms({ columns: columns.length, degree: 3, interactionOnly })).toBe(terms.length)
  })

  it('counts terms too many to list', () => {
    expect(countTerms({ columns: 100, degree: 4, interactionOnly: false })).toBe(4_598_125)
    expect(countTerms({ columns: 2, degree: 3, interactionOnly: true })).toBe(3)
  })
})
