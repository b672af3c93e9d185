import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../shared/util/random'
import { createDatasetEngine } from '../engine'
import { createTableCache } from '../import/table/tableCache'
import { createPlanCache } from '../plan/planCache'
import type { CategoryData, NumberData } from '../plan/planData'
import { associationMatrix, MOST_COLUMNS } from './associationMatrix'
import { describeOutliers, detailColumn, shareOfInformation } from './columnDetails'
import { commonestShare } from './commonestShare'
import { findAcrossParts } from './countDuplicates'
import { hashRows } from './hashRows'
import { openColumn, openRows, type OpenColumn } from './openColumn'
import { profileTable } from './profileTable'
import { createDescriber } from '../sources/describeSource'
import { createSourceOpener } from '../sources/openSource'

const random = createRandom(3)
const COUNT = 2000
const draw = () => Float64Array.from({ length: COUNT }, () => random.normal())
const figures = (name: string, values: Float64Array): OpenColumn => ({ kind: 'figures', name, values })
const categories = (name: string, codes: ArrayLike<number>, size: number): OpenColumn => ({
  kind: 'categories',
  name,
  categories: { codes: Int32Array.from(codes), size },
})

const x = draw()
const classes = x.map((value) => (value > 0.5 ? 2 : value > -0.5 ? 1 : 0))
const ints = (...items: number[]) => Int32Array.from(items)

function numberData(values: number[]): NumberData {
  const view = { values: Float64Array.from(values), oddRows: ints(), oddExample: null }
  return { kind: 'number', column: { name: 'n', index: 0, type: 'number', role: 'input' }, view }
}
function categoryData(codes: number[]): CategoryData {
  const view = { codes: ints(...codes), texts: ['a', 'b', 'c'] }
  return { kind: 'category', column: { name: 'k', index: 1, type: 'category', role: 'input' }, view }
}

describe('describeOutliers', () => {
  it('counts figures beyond the fences', () => {
    const values = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 100, -50, NaN)
    expect(describeOutliers(values)).toEqual({ quartiles: { lower: 2.5, upper: 7.5 }, outliers: 2 })
  })

  it('knows nothing of a column without figures', () => {
    expect(describeOutliers(Float64Array.of(NaN))).toBeNull()
    expect(detailColumn('t', null, figures('x', x))).toEqual({
      name: 't',
      quartiles: null,
      outliers: null,
      information: null,
    })
  })
})

describe('shareOfInformation', () => {
  const target = categories('y', classes, 3)

  it('is almost 1 where a column tells the class and almost 0 where it tells nothing', () => {
    expect(shareOfInformation(figures('x', x), target)).toBeGreaterThan(0.97)
    expect(shareOfInformation(categories('same', classes, 3), target)).toBeGreaterThan(0.99)
    expect(shareOfInformation(figures('noise', draw()), target)).toBeLessThan(0.05)
    const many = Array.from({ length: COUNT }, () => random.integer(300))
    expect(shareOfInformation(categories('many', many, 300), target)).toBeLessThan(0.05)
  })

  it('is about r² for figures that are normal', () => {
    const y = x.map((value) => 0.8 * value + 0.6 * random.normal())
    expect(shareOfInformation(figures('x', x), figures('y', y))).toBeCloseTo(0.64, 1)
  })

  it('is none of a target that never changes', () => {
    expect(shareOfInformation(figures('x', x), categories('one', new Int32Array(COUNT), 1))).toBe(0)
  })
})

describe('associationMatrix', () => {
  const found = associationMatrix([
    figures('x', x),
    figures(
      'down',
      x.map((value, row) => (row % 10 === 0 ? NaN : -2 * value)),
    ),
    categories('class', classes, 3),
    categories(
      'coin',
      x.map(() => random.integer(2)),
      2,
    ),
    figures('same', new Float64Array(COUNT)),
  ])

  it('measures figures with their sign, and what is mixed or named without', () => {
    expect(found.names).toEqual(['x', 'down', 'class', 'coin', 'same'])
    expect(found.rowCount).toBe(COUNT)
    expect(found.values[0]?.[1]).toBeCloseTo(-1, 9)
    expect(found.values[0]?.[2]).toBeGreaterThan(0.85)
    expect(found.values[2]?.[3]).toBeLessThan(0.1)
    expect(found.values[4]).toEqual([null, null, null, null, 1])
    found.values.forEach((line, row) => {
      expect(line[row]).toBe(1)
      line.forEach((bond, at) => {
        expect(found.values[at]?.[row]).toBe(bond)
      })
    })
  })

  it('looks at so many columns only, and at none of very many categories', () => {
    const many = Array.from({ length: 70 }, (_, at) => figures(`x${at}`, Float64Array.of(1, 2, at)))
    expect(associationMatrix(many).names).toHaveLength(MOST_COLUMNS)
    expect(associationMatrix([categories('id', [0, 1, 2], 5000)]).names).toEqual([])
    expect(associationMatrix([])).toEqual({ names: [], values: [], rowCount: 0 })
  })
})

describe('findAcrossParts', () => {
  const parts = { train: ints(0, 1, 2), validation: ints(3, 4), test: ints(5, 6) }

  it('finds rows of other parts whose inputs a training row has', () => {
    const inputs = [numberData([1, 2, NaN, 2, 9, NaN, 0]), categoryData([0, 1, 2, 1, 0, 2, -1])]
    expect([...findAcrossParts(inputs, parts)]).toEqual([3, 5])
  })

  it('finds none where a single input differs', () => {
    const inputs = [numberData([1, 2, 3, 1, 2, 3, 1]), categoryData([0, 0, 0, 1, 1, 1, 2])]
    expect([...findAcrossParts(inputs, parts)]).toEqual([])
    expect([...findAcrossParts([], parts)]).toEqual([])
  })
})

describe('commonestShare', () => {
  it('is that of the commonest cell among those that are filled', () => {
    const rows = ints(0, 1, 2, 3, 4)
    expect(commonestShare(numberData([5, NaN, 5, 5, 1]), rows)).toBe(0.75)
    expect(commonestShare(categoryData([2, -1, -1, 2, 2]), rows)).toBe(1)
    expect(commonestShare(numberData([NaN, 1]), ints(0))).toBe(0)
  })

  it('is that of a sample of many rows', () => {
    const cells = Array.from({ length: 100_000 }, (_, row) => (row % 200 === 0 ? row : 7))
    expect(commonestShare(numberData(cells), Int32Array.from(cells.keys()))).toBeCloseTo(0.995, 2)
  })
})

describe('hashRows', () => {
  it('tells rows apart by every column and every order, but not by the sign of 0', () => {
    const [first = 0, second = 0, third = 0] = hashRows([Float64Array.of(0, -0, 1), ints(1, 1, 0)], 3)
    expect(first).toBe(second)
    expect(first).not.toBe(third)
    const swapped = hashRows([ints(1, 2), ints(2, 1)], 2)
    expect(swapped[0]).not.toBe(swapped[1])
  })
})

describe('openRows', () => {
  it('never has a sealed row', () => {
    const rows = openRows({ parts: { train: ints(5, 1), validation: ints(3), test: ints(0, 2, 4) } })
    expect([...rows]).toEqual([1, 3, 5])
    expect(openColumn(numberData([0, 1, 2, 3, 4, 5]), rows)).toEqual(figures('n', Float64Array.of(1, 3, 5)))
  })
})

const TITANIC = resolve(import.meta.dirname, '../../../../../shared/data/messy/titanic.csv')
const isThere = existsSync(TITANIC)

describe(isThere ? 'profileTable' : 'profileTable (left out: ../shared/data is not here)', () => {
  it.skipIf(!isThere)('knows who drowned', async () => {
    const file = { path: TITANIC, fileName: 'titanic.csv' }
    const { plan } = await createDatasetEngine().propose(file, {})
    const openSource = createSourceOpener({ cacheFolder: '', describe: createDescriber() })
    const { table, data, division } = await createPlanCache(createTableCache({ openSource }))(file, plan)
    const { columns, associations, duplicates } = profileTable(table, { data, division })
    const detail = (name: string) => columns.find((column) => column.name === name)
    expect(columns[0]?.name).toBe('survived')
    expect(detail('sex')?.information).toBeGreaterThan(0.15)
    expect(detail('boat')?.information).toBeGreaterThan(0.8)
    expect(detail('body')?.information).toBeGreaterThan(0.05)
    expect(detail('name')?.information ?? null).toBeNull()
    expect(detail('fare')?.outliers).toBeGreaterThan(100)
    expect(associations.names).toContain('survived')
    expect(duplicates.rows).toBe(0)
  })
})
