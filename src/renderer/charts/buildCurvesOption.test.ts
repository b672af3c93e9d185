import { describe, expect, it } from 'vitest'
import { buildCurvesOption, type Curve } from './buildCurvesOption'
import { TEST_THEME } from './testing/theme'

const build = (curves: readonly Curve[], bestStep: number | null = null) =>
  buildCurvesOption({
    curves,
    bestStep,
    plannedSteps: 30,
    theme: TEST_THEME,
    format: String,
    labels: { best: 'best', epoch: (step) => `epoch ${String(step)}` },
  })
const steps = [1, 2, 3]

describe('buildCurvesOption', () => {
  it('has a frame but no line without curves', () => {
    const option = build([])
    expect(option.series).toEqual([])
    expect(option.xAxis.max).toBe(30)
  })

  it('leaves a gap where a value is missing or no number', () => {
    const [series] = build([{ key: 'a', name: 'a', steps, values: [0.5, Number.NaN, null] }]).series
    expect(series?.data).toEqual([
      [1, 0.5],
      [2, null],
      [3, null],
    ])
  })

  it('shows a single epoch as a dot', () => {
    expect(build([{ key: 'a', name: 'a', steps: [1], values: [0.5] }]).series[0]?.symbol).toBe('circle')
  })

  it('tells train and validation apart by dash as well as by colour', () => {
    const option = build([
      { key: 'v', name: 'v', steps, values: [1, 2, 3] },
      { key: 't', name: 't', steps, values: [1, 2, 3], isDashed: true },
    ])
    expect(option.series.map(({ lineStyle }) => [lineStyle.type, lineStyle.color])).toEqual([
      ['solid', 'accent'],
      ['dashed', 'second'],
    ])
  })

  it('marks the best epoch once', () => {
    const curves = ['a', 'b'].map((key) => ({ key, name: key, steps, values: [1, 2, 3] }))
    expect(build(curves, 2).series.map((series) => 'markLine' in series)).toEqual([true, false])
  })

  it('lets an exploding first epoch leave the chart', () => {
    const values = [1e9, ...Array.from({ length: 99 }, () => 1)]
    const many = values.map((_, index) => index + 1)
    expect(build([{ key: 'loss', name: 'loss', steps: many, values }]).yAxis.max).toBeLessThan(10)
  })

  it('thins ten thousand epochs', () => {
    const many = Array.from({ length: 10_000 }, (_, index) => index + 1)
    const [series] = build([{ key: 'a', name: 'a', steps: many, values: many }]).series
    expect(series?.data.length).toBeLessThanOrEqual(1000)
  })

  it('shows the interesting end where it is told which', () => {
    const values = Array.from({ length: 50 }, (_, index) => 1 - 0.9 ** (index + 1))
    const curves = [{ key: 'a', name: 'a', steps: values.map((_, index) => index + 1), values }]
    const option = buildCurvesOption({
      curves,
      bestStep: null,
      focus: 'maximize',
      plannedSteps: 50,
      theme: TEST_THEME,
      format: String,
      labels: { best: 'best', epoch: String },
    })
    expect(option.yAxis.min).toBeGreaterThan(0.5)
  })

  it('leaves the partner of a listed curve out of the legend', () => {
    const curve = { key: 'v', name: 'v', steps, values: [1, 2, 3] }
    expect(build([curve, { ...curve, key: 't', name: 't', isUnlisted: true }]).legend.data).toEqual(['v'])
  })
})
