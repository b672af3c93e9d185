import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../shared/util/random'
import { type CellSample, compareSamples, type SampleColumn } from './compareSamples'
import { holm } from './holm'
import { kolmogorovSmirnov, kolmogorovTail } from './numberDrift'
import { chiSquare, compareShares } from './valueDrift'

const Numbers = v.array(v.number())
const Share = v.object({ count: v.number(), total: v.number() })
const Golden = v.object({
  numbers: v.array(v.object({ before: Numbers, now: Numbers, distance: v.number(), p: v.number() })),
  tables: v.array(v.object({ before: Numbers, now: Numbers, statistic: v.number(), p: v.number() })),
  shares: v.array(v.object({ before: Share, now: Share, p: v.number() })),
  tails: v.array(v.object({ x: v.number(), p: v.number() })),
})
const file = resolve(import.meta.dirname, '../../../../test/golden/drift/drift.json')
const golden = v.parse(Golden, JSON.parse(readFileSync(file, 'utf8')))

describe('distances of samples', () => {
  it.each(golden.numbers)(
    'Kolmogorov–Smirnov is that of SciPy ($distance)',
    ({ before, now, distance, p }) => {
      const found = kolmogorovSmirnov(Float64Array.from(before).toSorted(), Float64Array.from(now).toSorted())
      expect(found.distance).toBeCloseTo(distance, 12)
      expect(Math.abs(found.p - p)).toBeLessThan(1e-10)
    },
  )

  it.each(golden.tails)('the tail of Kolmogorov’s distribution at $x is that of SciPy', ({ x, p }) => {
    expect(Math.abs(kolmogorovTail(x) - p)).toBeLessThan(1e-10)
  })

  it.each(golden.tables)('χ² is that of SciPy ($statistic)', ({ before, now, statistic, p }) => {
    const found = chiSquare(before, now)
    expect(found.statistic).toBeCloseTo(statistic, 10)
    expect(Math.abs(found.p - p)).toBeLessThan(1e-10)
  })

  it.each(golden.shares)('Fisher’s test of two shares is that of SciPy ($p)', ({ before, now, p }) => {
    expect(Math.abs(compareShares(before, now).p - p)).toBeLessThan(1e-9)
  })

  it('corrects for many tests as Holm does', () => {
    const corrected = holm([0.01, 0.04, 0.03, 0.005])
    expect(corrected.map((p) => Number(p.toFixed(6)))).toEqual([0.03, 0.06, 0.06, 0.02])
    expect(holm([0.9, 0.8])).toEqual([1, 1])
  })
})

/** Ten columns of numbers and ten of values, all drawn from the same source. */
function drawColumns(seed: number, rows: number): CellSample[] {
  const random = createRandom(seed)
  const numbers = (): Float64Array => Float64Array.from({ length: rows }, () => random.next() ** 2)
  const values = (): (string | null)[] =>
    Array.from({ length: rows }, () =>
      random.next() < 0.05 ? null : ('abcdefgh'[Math.floor(random.next() ** 2 * 8)] ?? 'a'),
    )
  return Array.from({ length: 20 }, (_, index): CellSample => {
    const name = `column ${String(index)}`
    return index < 10
      ? { name, measure: 'number', kind: 'numbers', before: numbers(), now: numbers() }
      : { name, measure: 'value', kind: 'values', before: values(), now: values() }
  })
}

describe('compareSamples', () => {
  it.each([60, 500, 5000])(
    'flags nothing in like and like of %i rows, more often than one time in twenty',
    (rows) => {
      const runs = Array.from({ length: 40 }, (_, seed) => compareSamples(drawColumns(seed, rows)))
      const flagged = runs.filter(({ columns }) => columns.some(({ isShifted }) => isShifted))
      expect(flagged.length).toBeLessThanOrEqual(4)
    },
  )

  it('flags what moved, went missing or is new, and nothing else', () => {
    const columns = drawColumns(1, 600)
    const change = (index: number, now: CellSample['now']): void => {
      columns[index] = { ...columns[index], now } as CellSample
    }
    change(
      0,
      (columns[0]?.now as Float64Array).map((value) => value + 0.2),
    )
    change(
      1,
      (columns[1]?.now as Float64Array).map((value, row) => (row % 5 === 0 ? Number.NaN : value)),
    )
    const valuesOf = (index: number) => columns[index]?.now as (string | null)[]
    change(
      11,
      valuesOf(11).map((value, row) => (row % 10 === 0 ? 'new' : value)),
    )
    change(
      12,
      valuesOf(12).map((value) => (value === 'a' ? 'h' : value)),
    )
    const report = compareSamples(columns)
    const shifted = report.columns.filter(({ isShifted }) => isShifted)
    expect(shifted.map(({ name }) => name).sort()).toEqual(['column 0', 'column 1', 'column 11', 'column 12'])
    const testsOf = (name: string) =>
      shifted
        .find((column) => column.name === name)
        ?.tests.filter(({ isShifted }) => isShifted)
        .map(({ test }) => test)
    expect(testsOf('column 0')).toEqual(['kolmogorovSmirnov'])
    expect(testsOf('column 1')).toEqual(['missing'])
    expect(testsOf('column 11')).toContain('unseen')
    expect(shifted.find(({ name }) => name === 'column 11')?.unseenValues).toEqual(['new'])
    expect(report.columns.slice(0, 4)).toEqual(shifted)
  })

  it('lets pass what is sure but too small to matter', () => {
    const random = createRandom(3)
    const draw = (rows: number, shift: number) =>
      Float64Array.from({ length: rows }, () => random.next() + shift)
    const [column] = compareSamples([
      { name: 'x', measure: 'number', kind: 'numbers', before: draw(50_000, 0), now: draw(50_000, 0.03) },
    ]).columns
    expect(column?.tests[0]?.p).toBeLessThan(1e-6)
    expect(column?.isShifted).toBe(false)
  })

  it('says nothing of a few rows, of constants and of empty columns', () => {
    const few: SampleColumn = {
      name: 'few',
      measure: 'number',
      kind: 'numbers',
      before: new Float64Array(500),
      now: Float64Array.of(9, 9, 9),
    }
    const constant: SampleColumn = { ...few, name: 'constant', now: new Float64Array(100) }
    const empty: SampleColumn = { name: 'empty', measure: 'value', kind: 'values', before: [], now: [] }
    const { columns } = compareSamples([few, constant, empty])
    expect(columns.map(({ isShifted }) => isShifted)).toEqual([false, false, false])
    expect(JSON.stringify(columns)).not.toContain('null')
  })
})
