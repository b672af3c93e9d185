import { describe, expect, it } from 'vitest'
import { buildPredictedOption, buildResidualOption } from './buildResidualOptions'
import { buildSliceOption, type SlicePoint } from './buildSliceOption'
import { STUDIES } from './testing/fixtures'
import { TEST_THEME } from './testing/theme'

const slice = (points: readonly SlicePoint[]) =>
  buildSliceOption({
    axis: { key: 'units', label: 'Units', scale: { kind: 'log', low: 16, high: 256 }, format: String },
    points,
    theme: TEST_THEME,
    format: String,
    trialLabel: String,
  })

describe('buildSliceOption', () => {
  it('draws the trials that have the setting and a value', () => {
    const option = slice([
      { number: 1, setting: 100, value: 0.9 },
      { number: 2, setting: null, value: 0.9 },
      { number: 3, setting: 100, value: Number.NaN },
    ])
    expect(option.series[0]?.data).toEqual([[2, 0.9, 1]])
  })

  it.each(Object.keys(STUDIES))('gives its axes finite ends for %s', (name) => {
    const points = (STUDIES[name] ?? []).map(({ number, value }) => ({
      number,
      setting: 64,
      value: value ?? Number.NaN,
    }))
    const { yAxis } = slice(points)
    expect(yAxis.min).toBeLessThan(yAxis.max)
  })
})

describe('the charts of residuals', () => {
  const input = (points: readonly { actual: number; predicted: number }[]) => ({
    points,
    theme: TEST_THEME,
    format: String,
    labels: { actual: 'actual', predicted: 'predicted', residual: 'residual' },
  })

  it('give both axes of predicted over actual the same ends, so that equal means diagonal', () => {
    const { xAxis, yAxis } = buildPredictedOption(input([{ actual: 1, predicted: 9 }]))
    expect([xAxis.min, xAxis.max]).toEqual([yAxis.min, yAxis.max])
  })

  it('take what is left as actual minus predicted, around a zero in the middle', () => {
    const option = buildResidualOption(
      input([
        { actual: 3, predicted: 1 },
        { actual: Number.NaN, predicted: 1 },
      ]),
    )
    expect(option.series[0]?.data).toEqual([[1, 2]])
    expect(option.yAxis.min).toBe(-option.yAxis.max)
  })

  it('stand empty without points', () => {
    expect(buildPredictedOption(input([])).series[0]?.data).toEqual([])
    expect(buildResidualOption(input([])).series[0]?.data).toEqual([])
  })
})
