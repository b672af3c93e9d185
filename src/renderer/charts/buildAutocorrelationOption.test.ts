import { describe, expect, it } from 'vitest'
import { buildAutocorrelationOption } from './buildAutocorrelationOption'
import { TEST_THEME } from './testing/theme'

const build = (values: readonly number[], rowCount = 400) =>
  buildAutocorrelationOption({
    values,
    rowCount,
    season: 2,
    theme: TEST_THEME,
    format: String,
    lagLabel: String,
  })

describe('buildAutocorrelationOption', () => {
  it('leaves out lag 0 and pales what may be chance', () => {
    const { data, markLine } = build([1, 0.05, 0.4, 0.3]).series[0] ?? { data: [] }
    expect(data.map(({ itemStyle }) => itemStyle.opacity)).toEqual([0.2, 1, 0.55])
    expect(markLine?.data[0]?.yAxis).toBeCloseTo(0.098)
  })

  it('has room below zero where it is needed', () => {
    expect(build([1, -0.8]).yAxis.min).toBe(-1)
    expect(build([1, 0.8]).yAxis.min).toBe(-0.2)
  })

  it('stands empty for a short series', () => {
    expect(build([], 0).series[0]?.data).toEqual([])
  })
})
