import { existsSync, readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../shared/util/random'
import type { CategoryData, NumberData } from '../plan/planData'
import { createDatasetEngine } from '../engine'
import { findLeak } from './findLeaks'

const ROWS = 400
const rows = Int32Array.from({ length: ROWS }, (_, row) => row)
const random = createRandom(12)
const target = rows.reduce((all, _, row) => all.fill(random.normal(), row, row + 1), new Float64Array(ROWS))

function figures(values: ArrayLike<number>, type: 'number' | 'date' = 'number'): NumberData {
  const view = { values: Float64Array.from(values), oddRows: new Int32Array(0), oddExample: null }
  return { kind: 'number', column: { name: 'x', index: 0, type, role: 'input' }, view }
}

function names(cells: ArrayLike<number>, nameOf: (code: number) => string = String): CategoryData {
  const texts = [...new Set(Array.from(cells))].sort((left, right) => left - right)
  return {
    kind: 'category',
    column: { name: 'k', index: 0, type: 'category', role: 'input' },
    view: { texts: texts.map(nameOf), codes: Int32Array.from(cells, (cell) => texts.indexOf(cell)) },
  }
}

const leakOf = (input: NumberData | CategoryData, answer: NumberData | CategoryData) =>
  findLeak(input, answer, rows)

describe('findLeak of figures', () => {
  const answer = figures(target)

  it.each([
    ['a copy', target],
    ['a copy in another unit', target.map((value) => 32 - 1.8 * value)],
    ['a copy with noise', target.map((value) => value + 0.05 * random.normal())],
    ['a copy in logarithms', target.map((value) => Math.exp(4 * value))],
    ['a falling step', target.map((value) => -Math.round(value * 20))],
    ['a copy with holes', target.map((value, row) => (row % 3 === 0 ? NaN : value))],
  ])('finds %s', (_, values) => {
    expect(leakOf(figures(values), answer)).toBeGreaterThan(0.99)
  })

  it('finds names that stand for figures', () => {
    const coarse = target.map((value) => Math.round(value * 10))
    const input = names(coarse, (code) => `about ${code / 10}`)
    expect(leakOf(input, figures(coarse))).toBeCloseTo(1, 6)
  })

  it('finds nothing in chance, however many names there are', () => {
    expect(leakOf(figures(target.map(() => random.normal())), answer)).toBeNull()
    expect(leakOf(figures(target.map((value) => value + 0.3 * random.normal())), answer)).toBeNull()
    expect(leakOf(names(target.map((_, row) => row)), answer)).toBeNull()
    expect(leakOf(names(target.map((_, row) => row % 350)), answer)).toBeNull()
    expect(leakOf(names(target.map(() => random.integer(5))), answer)).toBeNull()
  })

  it('takes a trend in time for no leak', () => {
    const growth = rows.map((row) => row)
    const grown = figures(Float64Array.from(growth, (day) => Math.exp(day / 40)))
    expect(leakOf(figures(growth, 'date'), grown)).toBeNull()
    expect(leakOf(figures(growth), grown)).toBeCloseTo(1, 6)
  })
})

describe('findLeak of classes', () => {
  const codes = target.map((value) => (value > 0.5 ? 2 : value > -0.4 ? 1 : 0))
  const answer = names(codes)

  it.each([
    ['the figure behind the classes', target],
    ['numbers for the classes, out of order', codes.map((code) => [7, -1, 3][code] ?? 0)],
    ['numbers for the classes with noise', codes.map((code) => 100 * code + random.normal())],
  ])('finds %s', (_, values) => {
    expect(leakOf(figures(values), answer)).toBeGreaterThan(0.98)
  })

  it('finds other names for the classes, and several names for each', () => {
    expect(
      leakOf(
        names(codes, (code) => `class ${code}`),
        answer,
      ),
    ).toBe(1)
    expect(leakOf(names(codes.map((code) => 4 * code + random.integer(4))), answer)).toBe(1)
  })

  it('finds cells that are filled for one class only', () => {
    expect(leakOf(figures(codes.map((code) => (code === 2 ? random.normal() : NaN))), answer)).toBe(1)
  })

  it('finds nothing in chance', () => {
    expect(leakOf(figures(target.map(() => random.normal())), answer)).toBeNull()
    expect(leakOf(figures(target.map((value) => value + 0.2 * random.normal())), answer)).toBeNull()
    expect(leakOf(names(target.map((_, row) => row)), answer)).toBeNull()
    expect(leakOf(names(target.map(() => random.integer(3))), answer)).toBeNull()
  })

  it('finds nothing where almost every row is of one class', () => {
    const rare = names(rows.map((row) => (row < 3 ? 1 : 0)))
    expect(leakOf(figures(target), rare)).toBeNull()
  })
})

const TABLES = resolve(import.meta.dirname, '../../../../../shared/data/tabular')
const files = existsSync(TABLES) ? readdirSync(TABLES).filter((name) => name.endsWith('.csv')) : []

describe(files.length > 0 ? 'real tables' : 'real tables (left out: ../shared/data is not here)', () => {
  it.skipIf(files.length === 0).each(files.length > 0 ? files : ['none'])(
    '%s has no leak',
    async (fileName) => {
      const { remarks } = await createDatasetEngine().propose(
        { path: resolve(TABLES, fileName), fileName },
        {},
      )
      expect(remarks.filter(({ kind }) => kind === 'leaking')).toEqual([])
    },
  )
})
