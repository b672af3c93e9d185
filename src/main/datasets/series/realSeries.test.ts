import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { DEFAULT_SPLITS } from '../../../shared/domain/split'
import { parseDate } from '../import/cellText'
import { divideRows } from '../splits/divideRows'
import { makeWindows } from './windows/makeWindows'
import { naiveBaselines } from './windows/naiveBaselines'
import { profileSeries } from './shape/profileSeries'
import { orderSeries } from './windows/seriesOrder'

const folder = resolve(import.meta.dirname, '../../../../../shared/data/timeseries')
const reason = existsSync(folder) ? '' : ' (skipped: ../shared/data/timeseries is not here)'

function read(name: string) {
  const lines = readFileSync(resolve(folder, name), 'utf8').trim().split(/\r?\n/).slice(1)
  const cells = lines.map((line) => line.replaceAll('"', '').split(','))
  const timeOf = Float64Array.from(cells, ([time]) => parseDate(time ?? ''))
  const values = Float64Array.from(cells, ([, value]) => Number(value))
  const rows = Int32Array.from({ length: cells.length }, (_, row) => row)
  return {
    rows,
    timeOf,
    values,
    profile: profileSeries({ column: 'y', values, rows, timeOf, isDate: true, seriesOf: null }),
  }
}

describe.skipIf(reason !== '')(`series as they are${reason}`, () => {
  it('sees months, a trend and a yearly season in the passengers of airlines', () => {
    const { profile } = read('airline-passengers.csv')
    expect(profile.frequency).toMatchObject({
      unit: 'month',
      step: 1,
      gapCount: 0,
      duplicateCount: 0,
      isSorted: true,
    })
    expect(profile).toMatchObject({ season: 12, longest: 144, seriesCount: 1 })
    expect(profile.trendStrength).toBeGreaterThan(0.9)
    expect(profile.seasonalStrength).toBeGreaterThan(0.7)
    expect(profile.autocorrelation[12]).toBeCloseTo(0.7604, 3)
  })

  it('misses two leap days in ten years of temperatures, which repeat after a year', () => {
    const { profile } = read('daily-min-temperatures.csv')
    expect(profile.frequency).toMatchObject({ unit: 'day', step: 1, gapCount: 2, missingCount: 2 })
    expect(profile.frequency.gaps.map(({ after }) => after)).toEqual([
      parseDate('1984-12-30'),
      parseDate('1988-12-30'),
    ])
    expect(profile.season).toBe(365)
    expect(profile.points.length).toBeGreaterThan(900)
  })

  it('is hard to beat by repeating the last month, easier by repeating the last year', () => {
    const { rows, timeOf, values } = read('airline-passengers.csv')
    const none = { classOf: null, groupOf: null, partOf: null }
    const { test, folds } = divideRows({ ...none, rows, timeOf, split: DEFAULT_SPLITS.timeOrdered })
    const fold = folds[0] ?? { train: rows, validation: rows }
    const order = orderSeries({ rows, timeOf, seriesOf: null, breaks: null })
    const windows = makeWindows({ order, parts: { ...fold, test }, lookback: 12, horizon: 1, stride: 1 })
    const { naive, seasonalNaive } = naiveBaselines({ windows, part: 'test', target: values, season: 12 })
    expect([naive, seasonalNaive]).toMatchInlineSnapshot(`
      [
        {
          "count": 29,
          "mae": 44.724137931034484,
          "rmse": 52.4913786024544,
        },
        {
          "count": 29,
          "mae": 41.310344827586206,
          "rmse": 46.08163670464961,
        },
      ]
    `)
  })
})
