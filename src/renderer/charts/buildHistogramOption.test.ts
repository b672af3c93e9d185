import { describe, expect, it } from 'vitest'
import { buildHistogramOption, type HistogramInput } from './buildHistogramOption'
import { TEST_THEME } from './testing/theme'

const build = (more: Partial<HistogramInput>) =>
  buildHistogramOption({
    histogram: { low: 0, high: 10, counts: [5, 3, 0, 0, 1] },
    theme: TEST_THEME,
    format: String,
    formatCount: String,
    ...more,
  })

const inks = (option: ReturnType<typeof build>) =>
  option.series[0]?.data.map(({ itemStyle }) => itemStyle.color)

describe('buildHistogramOption', () => {
  it('stands every bar in the middle of its bin', () => {
    expect(build({}).series[0]?.data.map(({ value }) => value[0])).toEqual([1, 3, 5, 7, 9])
  })

  it('draws what lies beyond the fences in another colour', () => {
    expect(inks(build({ inside: { low: 0, high: 8 } }))).toEqual([
      'accent',
      'accent',
      'accent',
      'accent',
      'second',
    ])
  })

  it('marks places by name, the chosen one stronger', () => {
    const { markLine } = build({ marks: [{ at: 4, label: '4', isStrong: true }] }).series[0] ?? {}
    expect(markLine?.data[0]).toMatchObject({ xAxis: 4, lineStyle: { width: 2 } })
  })

  it('has room for a column of one value, and for none', () => {
    const { xAxis } = build({ histogram: { low: 3, high: 3, counts: [9] } })
    expect(xAxis.min).toBeLessThan(xAxis.max)
    expect(build({ histogram: { low: 0, high: 0, counts: [] } }).series[0]?.data).toEqual([])
  })
})
