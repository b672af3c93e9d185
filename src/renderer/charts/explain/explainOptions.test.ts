import { describe, expect, it } from 'vitest'
import { buildDependenceOption, buildPairOption } from './buildDependenceOptions'
import { buildImportanceBarsOption } from './buildImportanceBarsOption'
import { buildPartsOption } from './buildPartsOption'
import { buildSwarmOption, spreadDots } from './buildSwarmOption'
import { buildWaterfallOption } from './buildWaterfallOption'
import { TEST_THEME } from '../testing/theme'

const common = { theme: TEST_THEME, format: String }

describe('the charts of explanations', () => {
  it('has a bar a column, with one deviation to either side', () => {
    const { series, yAxis } = buildImportanceBarsOption({
      ...common,
      bars: [{ name: 'age', mean: 0.2, deviation: 0.05 }],
    })
    expect(yAxis.data).toEqual(['age'])
    expect(series[0]?.data).toEqual([0.2])
    expect(series[1]?.data).toEqual([[0.15000000000000002, 0, 0.25]])
  })

  it('moves dots of one effect aside, and no further than their row', () => {
    const offsets = spreadDots(
      Array.from({ length: 50 }, () => ({ effect: 1 })),
      [0, 2],
    )
    expect(new Set(offsets).size).toBe(50)
    expect(Math.max(...offsets.map(Math.abs))).toBeLessThanOrEqual(0.4)
    expect(spreadDots([{ effect: 0 }, { effect: 2 }], [0, 2])).toEqual([0, 0])
  })

  it('tints dots by their value, and leaves those without a number grey', () => {
    const dots = [0, 1, null].map((rank) => ({ effect: 1, rank, text: '' }))
    const [swarm] = buildSwarmOption({ ...common, columns: [{ name: 'a', dots }] }).series
    expect(swarm?.data.map(({ itemStyle }) => itemStyle.color)).toEqual([
      'rgb(74, 144, 198)',
      'rgb(213, 94, 0)',
      TEST_THEME.textThird,
    ])
  })

  it('goes from the mean to the answer without a gap', () => {
    const steps = [
      { name: 'a', effect: 0.5 },
      { name: 'b', effect: -0.2 },
    ]
    const [bars] = buildWaterfallOption({
      ...common,
      base: 0.25,
      steps,
      labels: { base: 'mean', answer: 'answer' },
    }).series
    expect(bars?.data.map(([from, , to]) => [from, to])).toEqual([
      [0.25, 0.25],
      [0.25, 0.75],
      [0.75, 0.55],
      [0.55, 0.55],
    ])
  })

  it('draws curves over numbers and bars over words', () => {
    const labels = { column: 'a', answer: 'p', mean: 'mean' }
    const lines = buildDependenceOption({
      ...common,
      values: [1, 2],
      mean: [0.1, 0.2],
      single: [[0, 1]],
      labels,
    })
    expect(lines.series.map(({ type }) => type)).toEqual(['line', 'line'])
    const bars = buildDependenceOption({
      ...common,
      values: ['x', 'y'],
      mean: [0.1, 0.2],
      single: [[0, 1]],
      labels,
    })
    expect(bars.series.map(({ type }) => type)).toEqual(['bar'])
  })

  it('lays two columns out as a map, and parts in their order', () => {
    const pair = buildPairOption({
      ...common,
      grid: [
        [1, 2],
        ['x', 'y'],
      ],
      mean: [1, 2, 3, 4],
      labels: ['a', 'b'],
    })
    expect(pair.series[0]?.data).toEqual([
      [0, 0, 1],
      [0, 1, 2],
      [1, 0, 3],
      [1, 1, 4],
    ])
    const parts = buildPartsOption({ ...common, names: ['1', '2'], values: [1, -1] })
    expect(parts.series[0]?.data.map(({ value }) => value)).toEqual([1, -1])
  })
})
