import { describe, expect, it } from 'vitest'
import { buildSeriesOption, type SeriesInput } from './buildSeriesOption'
import { TEST_THEME } from './testing/theme'

const POINTS = Array.from({ length: 100 }, (_, index) => ({ time: index, value: Math.sin(index) }))

const build = (more: Partial<SeriesInput> = {}) =>
  buildSeriesOption({
    points: POINTS,
    isDate: true,
    stretches: [
      { part: 'train', from: 0, to: 0.8 },
      { part: 'validation', from: 0.8, to: 1 },
    ],
    sealedShare: 0.25,
    window: { lookback: 0.12, horizon: 0.01 },
    theme: TEST_THEME,
    inks: { train: 'blue', validation: 'green', test: 'violet' },
    format: String,
    formatTime: String,
    labels: { train: 'train', validation: 'val', sealed: 'sealed', window: 'read', target: 'target' },
    ...more,
  })

const lengths = (option: ReturnType<typeof build>) => option.series.map(({ data }) => data.length)

describe('buildSeriesOption', () => {
  it('draws every part as a line that goes on where the one before ends', () => {
    const option = build()
    expect(lengths(option)).toEqual([80, 21, 1])
    expect(option.series[1]?.data[0]).toEqual(option.series[0]?.data.at(-1))
  })

  it('leaves room for the sealed rows, and draws none of them', () => {
    const { xAxis, series } = build()
    expect(xAxis.max).toBe((99 + 99 * 0.25) * 86_400_000)
    expect(series[0]).toHaveProperty('markArea.data')
    expect(build({ sealedShare: 0 }).xAxis.max).toBe(99 * 86_400_000)
  })

  it('breaks a part that comes back', () => {
    const stretches = [
      { part: 'train', from: 0, to: 0.2 },
      { part: 'validation', from: 0.2, to: 0.4 },
      { part: 'train', from: 0.4, to: 0.6 },
    ] as const
    expect(build({ stretches }).series[0]?.data[20]?.[1]).toBeNull()
  })

  it('counts in numbers where the time column holds numbers', () => {
    expect(build({ isDate: false }).xAxis).toMatchObject({ type: 'value', min: 0 })
  })

  it.each([[[]], [[{ time: 3, value: 7 }]]])('gives its axis finite ends for %j', (points) => {
    const { yAxis } = build({ points })
    expect(yAxis.min).toBeLessThan(yAxis.max)
  })
})
