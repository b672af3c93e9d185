import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DEFAULT_SPLITS } from '../../../../shared/domain/split'
import { divideRows } from '../../splits/divideRows'
import { checkFrequency } from '../frequency/checkFrequency'
import { gatherWindows } from './gatherWindows'
import { makeWindows, rowsOfWindow, targetRowOf } from './makeWindows'
import { longestStretch, orderSeries } from './seriesOrder'

const rowsUpTo = (count: number) => Int32Array.from({ length: count }, (_, row) => row)
const windowSizes = fc.record({
  lookback: fc.integer({ min: 1, max: 8 }),
  horizon: fc.integer({ min: 1, max: 4 }),
  stride: fc.integer({ min: 1, max: 4 }),
})
/** Several series of days, some of which lack, in any order of the file; shares of a split by time. */
const table = fc.record({
  days: fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 20, maxLength: 90 }),
  stores: fc.integer({ min: 1, max: 3 }),
  breaksAtGaps: fc.boolean(),
  gap: fc.integer({ min: 0, max: 3 }),
  folds: fc.integer({ min: 1, max: 3 }),
  sizes: windowSizes,
})

type Facts = typeof table extends fc.Arbitrary<infer Value> ? Value : never

function cut({ days, stores, breaksAtGaps, gap, folds, sizes }: Facts) {
  const rows = rowsUpTo(days.length)
  const timeOf = Float64Array.from(days)
  const seriesOf = rows.map((row) => row % stores)
  const none = { classOf: null, groupOf: null, partOf: null }
  const split = { ...DEFAULT_SPLITS.timeOrdered, column: 'day', gap, folds }
  const divided = divideRows({ ...none, split, rows, timeOf })
  const daily = { ...checkFrequency([timeOf], true), unit: 'day' as const, step: 1 }
  const order = orderSeries({ rows, timeOf, seriesOf, breaks: breaksAtGaps ? daily : null })
  const foldWindows = divided.folds.map((fold) => {
    const parts = { ...fold, test: divided.test }
    return { parts, windows: makeWindows({ order, parts, ...sizes }) }
  })
  return { timeOf, seriesOf, order, foldWindows }
}

describe('makeWindows', () => {
  it('lets no training window see a row that is predicted in validation or test, as input or as target', () => {
    fc.assert(
      fc.property(table, (facts) => {
        for (const { windows, parts } of cut(facts).foldWindows) {
          const [later, sealed] = [new Set([...parts.validation, ...parts.test]), new Set(parts.test)]
          for (const end of windows.ends.train) {
            const seen = [...rowsOfWindow(windows, end), targetRowOf(windows, end)]
            expect(seen.filter((row) => later.has(row))).toEqual([])
          }
          for (const end of windows.ends.validation) {
            const seen = [...rowsOfWindow(windows, end), targetRowOf(windows, end)]
            expect(seen.filter((row) => sealed.has(row))).toEqual([])
          }
        }
      }),
    )
  })

  it('gives a sample to the part of its target, once, and reads only what came before', () => {
    fc.assert(
      fc.property(table, (facts) => {
        const { timeOf, foldWindows } = cut(facts)
        for (const { windows, parts } of foldWindows) {
          for (const part of ['train', 'validation', 'test'] as const) {
            const targets = Array.from(windows.ends[part], (end) => targetRowOf(windows, end))
            expect(targets.filter((row) => !parts[part].includes(row))).toEqual([])
            expect(new Set(targets).size).toBe(targets.length)
            for (const end of windows.ends[part]) {
              const times = Array.from(rowsOfWindow(windows, end), (row) => timeOf[row] ?? NaN)
              expect(times).toHaveLength(facts.sizes.lookback)
              expect(times).toEqual([...times].sort((left, right) => left - right))
              expect(times.at(-1)).toBeLessThanOrEqual(timeOf[targetRowOf(windows, end)] ?? NaN)
            }
          }
        }
      }),
    )
  })

  it('never crosses from one series into another, nor over a gap where gaps are breaks', () => {
    fc.assert(
      fc.property(table, (facts) => {
        const { timeOf, seriesOf, foldWindows } = cut(facts)
        for (const { windows } of foldWindows) {
          for (const end of Object.values(windows.ends).flatMap((ends) => [...ends])) {
            const read = rowsOfWindow(windows, end)
            expect(new Set([...read, targetRowOf(windows, end)].map((row) => seriesOf[row])).size).toBe(1)
            if (!facts.breaksAtGaps) continue
            const days = [...read].map((row) => timeOf[row] ?? NaN)
            expect(days.every((day, at) => at === 0 || day - (days[at - 1] ?? NaN) <= 1)).toBe(true)
          }
        }
      }),
    )
  })

  it('makes every window that fits', () => {
    fc.assert(
      fc.property(fc.integer({ min: 20, max: 80 }), windowSizes, (count, sizes) => {
        const order = orderSeries({ rows: rowsUpTo(count), timeOf: null, seriesOf: null, breaks: null })
        const parts = { train: rowsUpTo(count), validation: new Int32Array(0), test: new Int32Array(0) }
        const { ends } = makeWindows({ order, parts, ...sizes })
        const fitting = Math.max(0, count - sizes.lookback - sizes.horizon + 1)
        expect(ends.train).toHaveLength(Math.ceil(fitting / sizes.stride))
      }),
    )
  })

  it('reads three rows and predicts two steps ahead', () => {
    const order = orderSeries({ rows: rowsUpTo(10), timeOf: null, seriesOf: null, breaks: null })
    const parts = {
      train: Int32Array.of(0, 1, 2, 3, 4, 5),
      validation: Int32Array.of(6, 7),
      test: Int32Array.of(8, 9),
    }
    const windows = makeWindows({ order, parts, lookback: 3, horizon: 2, stride: 1 })
    const shown = Array.from(windows.ends.validation, (end) => [
      [...rowsOfWindow(windows, end)],
      targetRowOf(windows, end),
    ])
    expect(shown).toEqual([
      [[2, 3, 4], 6],
      [[3, 4, 5], 7],
    ])
    expect([...windows.ends.train]).toEqual([2, 3])
  })
})

describe('gatherWindows', () => {
  it('writes the figures of every sample, the earliest row first', () => {
    const figures = Float32Array.from({ length: 12 }, (_, at) => Math.floor(at / 2) * 10 + (at % 2))
    const gathered = gatherWindows({ figures, width: 2 }, { lookback: 3 }, Int32Array.of(2, 5))
    expect([...gathered]).toEqual([0, 1, 10, 11, 20, 21, 30, 31, 40, 41, 50, 51])
  })
})

describe('orderSeries', () => {
  it('sorts by series and time, and begins anew after a gap', () => {
    const timeOf = Float64Array.of(5, 1, 2, 9, 3, 1)
    const seriesOf = Int32Array.of(0, 0, 0, 0, 0, 1)
    const breaks = { ...checkFrequency([Float64Array.of(1, 2, 3)], true) }
    const order = orderSeries({ rows: rowsUpTo(6), timeOf, seriesOf, breaks })
    expect([...order.rows]).toEqual([1, 2, 4, 0, 3, 5])
    expect([...order.startOf]).toEqual([0, 0, 0, 3, 4, 5])
    expect(longestStretch(order)).toBe(3)
  })
})
