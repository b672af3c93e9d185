import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { autocorrelation } from './shape/autocorrelation'
import { checkFrequency } from './frequency/checkFrequency'
import { makeWindows } from './windows/makeWindows'
import { naiveBaselines } from './windows/naiveBaselines'
import { difference, lag } from './past/pastColumns'
import { profileSeries } from './shape/profileSeries'
import { rolling } from './past/rolling'
import { findSeasonality } from './shape/seasonality'
import { orderSeries } from './windows/seriesOrder'
import { thinOut } from './shape/thinOut'

const day = (text: string) => Date.parse(`${text}Z`) / 86_400_000
const rowsUpTo = (count: number) => Int32Array.from({ length: count }, (_, row) => row)

describe('checkFrequency', () => {
  it('lists what lacks of months, whatever their length', () => {
    const times = Float64Array.from(
      ['2020-01-31', '2020-02-29', '2020-03-31', '2020-06-30', '2020-07-31'],
      day,
    )
    expect(checkFrequency([times], true)).toMatchObject({
      unit: 'month',
      step: 1,
      gaps: [{ after: day('2020-03-31'), missing: 2 }],
      missingCount: 2,
    })
  })

  it('counts moments that stand twice, and says whether rows are in order', () => {
    const times = Float64Array.of(3, 1, 2, 2, 4)
    expect(checkFrequency([times], true)).toMatchObject({
      unit: 'day',
      duplicateCount: 1,
      isSorted: false,
      gapCount: 0,
    })
  })

  it('takes no weekend for a gap where none is ever measured', () => {
    const workdays = Array.from({ length: 28 }, (_, at) => day('2024-01-01') + at).filter(
      (_, at) => at % 7 < 5,
    )
    expect(checkFrequency([Float64Array.from(workdays)], true)).toMatchObject({
      unit: 'workday',
      gapCount: 0,
    })
  })

  it('looks at each series by itself', () => {
    const store = Float64Array.from({ length: 10 }, (_, at) => 100 + at)
    expect(checkFrequency([store, store], true)).toMatchObject({
      unit: 'day',
      duplicateCount: 0,
      isSorted: true,
    })
  })

  it('finds no step where there is none', () => {
    const times = Float64Array.of(0, 1, 2.7, 3.1, 9, 9.4, 20)
    expect(checkFrequency([times], true)).toMatchObject({ unit: 'irregular', step: 0, gaps: [] })
    expect(checkFrequency([Float64Array.of(5)], true)).toMatchObject({ unit: 'irregular' })
    expect(checkFrequency([new Float64Array(0)], true)).toMatchObject({ unit: 'irregular' })
  })

  it('counts numbers in their own step', () => {
    const times = Float64Array.of(0.1, 0.2, 0.30000000000000004, 0.5)
    expect(checkFrequency([times], false)).toMatchObject({ unit: 'number', step: 0.1, missingCount: 1 })
  })

  it('shows an hour that was put forward as a gap of one', () => {
    const hours = [0, 1, 3, 4, 5, 6].map((hour) => day('2024-03-31') + hour / 24)
    expect(checkFrequency([Float64Array.from(hours)], true)).toMatchObject({
      unit: 'hour',
      step: 1,
      gapCount: 1,
    })
  })
})

describe('columns of the past', () => {
  const figures = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 60 })
  const distance = fc.integer({ min: 1, max: 9 })
  const statistic = fc.constantFrom('mean', 'deviation', 'least', 'most', 'median', 'sum' as const)

  it('do not change when the future does', () => {
    fc.assert(
      fc.property(figures, distance, statistic, (list, back, name) => {
        const values = Float64Array.from(list)
        const half = Math.ceil(list.length / 2)
        const changed = values.map((value, at) => (at < half ? value : value * 3 + 1))
        const stretches = { startOf: new Int32Array(list.length) }
        const columns = [
          (from: Float64Array) => lag(from, stretches, back),
          (from: Float64Array) => difference(from, stretches, back),
          (from: Float64Array) => rolling(from, stretches, { statistic: name, window: back + 1 }),
        ]
        for (const column of columns)
          expect(column(changed).subarray(0, half)).toEqual(column(values).subarray(0, half))
      }),
    )
  })

  it('begin anew with every stretch', () => {
    const values = Float64Array.of(1, 2, 3, 10, 20, 30)
    const stretches = { startOf: Int32Array.of(0, 0, 0, 3, 3, 3) }
    expect([...lag(values, stretches, 1)]).toEqual([NaN, 1, 2, NaN, 10, 20])
    expect([...difference(values, stretches, 2)]).toEqual([NaN, NaN, 2, NaN, NaN, 20])
    expect([...rolling(values, stretches, { statistic: 'sum', window: 2 })]).toEqual([NaN, 3, 5, NaN, 30, 50])
  })
})

describe('naiveBaselines', () => {
  const target = Float64Array.from({ length: 40 }, (_, at) => (at % 4) * 10 + at)
  const order = orderSeries({ rows: rowsUpTo(40), timeOf: null, seriesOf: null, breaks: null })
  const parts = {
    train: rowsUpTo(20),
    validation: rowsUpTo(10).map((row) => row + 20),
    test: rowsUpTo(10).map((row) => row + 30),
  }

  it('repeats the last figure, or that of the last season', () => {
    const windows = makeWindows({ order, parts, lookback: 4, horizon: 1, stride: 1 })
    const { naive, seasonalNaive } = naiveBaselines({ windows, part: 'test', target, season: 4 })
    // The figures rise by 11 three times and fall by 29 once; a season later they are 4 higher.
    expect(naive).toEqual({
      mae: (8 * 11 + 2 * 29) / 10,
      rmse: Math.sqrt((8 * 121 + 2 * 841) / 10),
      count: 10,
    })
    expect(seasonalNaive).toEqual({ mae: 4, rmse: 4, count: 10 })
  })

  it('goes back as many seasons as it takes to know the figure', () => {
    const windows = makeWindows({ order, parts, lookback: 4, horizon: 6, stride: 1 })
    expect(naiveBaselines({ windows, part: 'test', target, season: 4 }).seasonalNaive?.mae).toBe(8)
    expect(naiveBaselines({ windows, part: 'test', target, season: null }).seasonalNaive).toBeNull()
  })
})

describe('autocorrelation', () => {
  it('is what the formula gives', () => {
    const [zero, one, two] = autocorrelation(Float64Array.of(1, 2, 3, 4), 2)
    expect([zero, one]).toEqual([1, 0.25])
    expect(two).toBeCloseTo(-0.3, 12)
    expect(autocorrelation(Float64Array.of(7, 7, 7), 2)).toEqual([])
  })
})

describe('findSeasonality', () => {
  const monthly = { unit: 'month', step: 1 } as const
  const series = (figure: (at: number) => number, count = 120) =>
    Float64Array.from({ length: count }, (_, at) => figure(at))

  it('tells trend from season', () => {
    const both = findSeasonality(
      series((at) => at + 20 * Math.sin((at * Math.PI) / 6)),
      monthly,
    )
    expect(both.season).toBe(12)
    expect(both.trendStrength).toBeGreaterThan(0.99)
    expect(both.seasonalStrength).toBeGreaterThan(0.99)
    const noise = findSeasonality(
      series((at) => Math.sin(at * at * 12.9898) * 43),
      monthly,
    )
    expect(noise.trendStrength).toBeLessThan(0.3)
    expect(noise.seasonalStrength).toBeLessThan(0.4)
  })

  it('knows no season of too few rows, or of a frequency without one', () => {
    expect(
      findSeasonality(
        series((at) => at, 20),
        monthly,
      ).season,
    ).toBeNull()
    expect(
      findSeasonality(
        series((at) => at),
        { unit: 'irregular', step: 0 },
      ).season,
    ).toBeNull()
  })
})

describe('thinOut', () => {
  it('keeps the least and the most, in order, and never more than asked for', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.double({ noNaN: true }), fc.constant(NaN)), { maxLength: 400 }),
        fc.integer({ min: 2, max: 50 }),
        (list, limit) => {
          const values = Float64Array.from(list)
          const kept = thinOut(values, limit)
          expect(kept.length).toBeLessThanOrEqual(limit)
          expect(kept).toEqual([...new Set(kept)].sort((left, right) => left - right))
          const present = list.filter((value) => !Number.isNaN(value))
          if (present.length === 0) return
          const shown = kept.map((at) => values[at] ?? NaN)
          expect([Math.min(...shown), Math.max(...shown)]).toEqual([
            Math.min(...present),
            Math.max(...present),
          ])
        },
      ),
    )
  })
})

describe('profileSeries', () => {
  it('looks at the longest of several series', () => {
    const rows = rowsUpTo(30)
    const profile = profileSeries({
      column: 'sales',
      values: Float64Array.from(rows, (row) => row * row),
      rows,
      timeOf: Float64Array.from(rows, (row) => 1000 + Math.floor(row / 3)),
      isDate: true,
      seriesOf: rows.map((row) => (row < 24 ? row % 3 : 0)),
    })
    expect(profile).toMatchObject({
      column: 'sales',
      seriesCount: 3,
      longest: 14,
      firstTime: 1000,
      lastTime: 1009,
    })
    expect(profile.frequency).toMatchObject({ unit: 'day', duplicateCount: 4 })
    expect(profile.points).toHaveLength(14)
  })
})
