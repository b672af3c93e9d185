import { readFileSync } from 'node:fs'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { cyclicDatePart, datePart } from '../../../shared/domain/datePart'
import { DATE_PARTS, ROLLING_STATISTICS } from '../../../shared/domain/recipe'
import { FREQUENCY_UNITS } from '../../../shared/domain/seriesProfile'
import { checkFrequency } from './frequency/checkFrequency'
import { difference, lag } from './past/pastColumns'
import { rolling } from './past/rolling'
import { findSeasonality } from './shape/seasonality'

const Figures = v.pipe(
  v.array(v.nullable(v.number())),
  v.transform((list) => Float64Array.from(list, (value) => value ?? NaN)),
)
const Golden = v.object({
  decomposed: v.array(
    v.object({
      unit: v.picklist(FREQUENCY_UNITS),
      season: v.number(),
      figures: Figures,
      trendStrength: v.number(),
      seasonalStrength: v.number(),
    }),
  ),
  stamps: v.array(v.number()),
  parts: v.record(v.picklist(DATE_PARTS), v.array(v.number())),
  values: Figures,
  rolled: v.array(
    v.object({ window: v.number(), statistic: v.picklist(ROLLING_STATISTICS), values: Figures }),
  ),
  lagged: v.array(v.object({ distance: v.number(), values: Figures })),
  differences: v.array(v.object({ distance: v.number(), values: Figures })),
  frequencies: v.array(v.object({ name: v.string(), times: Figures })),
})
const file = new URL('../../../../test/golden/pandasSeries/pandasSeries.json', import.meta.url)
const golden = v.parse(Golden, JSON.parse(readFileSync(file, 'utf8')))
const whole = { startOf: new Int32Array(golden.values.length) }

function expectClose(figures: Float64Array, known: Float64Array): void {
  expect(figures).toHaveLength(known.length)
  figures.forEach((value, at) => {
    const wanted = known[at] ?? 0
    if (Number.isNaN(wanted)) expect(value).toBeNaN()
    else expect(Math.abs(value - wanted)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(wanted)))
  })
}

describe('series as pandas sees them', () => {
  it.each(DATE_PARTS)('tells the %s of a moment', (part) => {
    expect(golden.stamps.map((stamp) => datePart(stamp, part))).toEqual(golden.parts[part])
  })

  it.each(golden.rolled)('rolls the $statistic over $window rows', ({ window, statistic, values }) => {
    expectClose(rolling(golden.values, whole, { statistic, window }), values)
  })

  it.each(golden.lagged)('looks back by $distance', ({ distance, values }) => {
    expectClose(lag(golden.values, whole, distance), values)
  })

  it.each(golden.differences)('compares with $distance rows before', ({ distance, values }) => {
    expectClose(difference(golden.values, whole, distance), values)
  })

  it.each(golden.decomposed)('judges trend and season of $unit', ({ unit, figures, ...known }) => {
    const found = findSeasonality(figures, { unit, step: 1 })
    expect(found.season).toBe(known.season)
    expect(found.trendStrength).toBeCloseTo(known.trendStrength, 9)
    expect(found.seasonalStrength).toBeCloseTo(known.seasonalStrength, 9)
  })

  const NAMES: Record<string, string> = {
    S: '1 second',
    '5T': '5 minute',
    H: '1 hour',
    '6H': '6 hour',
    D: '1 day',
    '2D': '2 day',
    B: '1 workday',
    'W-MON': '1 week',
    '2W-MON': '2 week',
    MS: '1 month',
    M: '1 month',
    QS: '3 month',
    AS: '1 year',
  }
  it.each(golden.frequencies)('knows the frequency $name', ({ name, times }) => {
    const { unit, step, gapCount } = checkFrequency([times], true)
    expect([`${step} ${unit}`, gapCount]).toEqual([NAMES[name], 0])
  })
})

describe('cyclicDatePart', () => {
  it('puts the ends of a round next to each other', () => {
    const at = (text: string) => cyclicDatePart(Date.parse(text) / 86_400_000, 'hour') ?? [0, 0]
    const [midnight, late, noon] = [at('2024-05-01T00:00Z'), at('2024-05-01T23:00Z'), at('2024-05-01T12:00Z')]
    const apart = (one: readonly number[], other: readonly number[]) =>
      Math.hypot((one[0] ?? 0) - (other[0] ?? 0), (one[1] ?? 0) - (other[1] ?? 0))
    expect(apart(midnight, late)).toBeLessThan(0.3)
    expect(apart(midnight, noon)).toBeCloseTo(2, 12)
    expect(cyclicDatePart(0, 'year')).toBeNull()
  })
})
