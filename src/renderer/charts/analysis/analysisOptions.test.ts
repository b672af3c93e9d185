import { describe, expect, it } from 'vitest'
import type { ParallelAxis } from '../parallelAxes'
import { STUDIES } from '../testing/fixtures'
import { TEST_THEME } from '../testing/theme'
import { buildContourOption } from './buildContourOption'
import { buildDependenceOption, type DependencePoint } from './buildDependenceOption'
import { buildEdfOption } from './buildEdfOption'
import { buildEffectsOption } from './buildEffectsOption'
import { buildImportanceOption } from './buildImportanceOption'
import { buildRankOption } from './buildRankOption'
import { buildParetoOption, buildVolumeOption } from './buildParetoOptions'
import { buildTimelineOption, type TimelineBar, timelineHeight } from './buildTimelineOption'
import { dotSeries } from './chosen'
import { assignLanes } from './timelineLanes'

const theme = TEST_THEME
const format = (value: number) => value.toFixed(2)
const range = (key: string): ParallelAxis => ({
  key,
  label: key,
  scale: { kind: 'log', low: 1, high: 100 },
  format: String,
})
const choices: ParallelAxis = {
  key: 'kind',
  label: 'kind',
  scale: { kind: 'choice', choices: ['a', 'b'] },
  format: String,
}
const rangeLabel = (low: string, high: string) => `${low}–${high}`
const trialLabel = (number: number) => `trial ${String(number)}`

describe('dotSeries', () => {
  const dots = [
    [0, 0, 1],
    [1, 1, 2],
  ]
  const look = { id: 'dots', theme, color: 'accent', size: 5 }
  it('keeps all in front without a choice', () => {
    expect(dotSeries(dots, null, look).map(({ data }) => data.length)).toEqual([0, 2])
  })
  it('fades what is not chosen', () => {
    const [others, chosen] = dotSeries(dots, new Set([2]), look)
    expect(others?.data).toEqual([[0, 0, 1]])
    expect(chosen?.data).toEqual([[1, 1, 2]])
  })
})

describe('buildImportanceOption', () => {
  const bar = (name: string, importance: number) => ({
    ...{ name, label: name, importance, low: importance / 2, high: importance * 1.5, note: '<note>' },
  })
  const build = (...values: number[]) =>
    buildImportanceOption({
      bars: values.map((value, index) => bar(`p${String(index)}`, value)),
      theme,
      format,
      rangeLabel,
    })
  it('draws a bar and a range a parameter, the first on top', () => {
    const option = build(0.6, 0.2)
    expect(option.yAxis).toMatchObject({ inverse: true, data: ['p0', 'p1'] })
    expect(option.series[0]?.data).toEqual([0.6, 0.2])
    expect(option.series[1]?.data).toEqual([
      [0, 0.3, expect.closeTo(0.9)],
      [1, 0.1, expect.closeTo(0.3)],
    ])
  })
  it('has room for the widest range, and some where nothing matters', () => {
    expect(build(0.6).xAxis.max).toBe(1)
    expect(build(0).xAxis.max).toBe(0.06)
    expect(build().series[0]?.data).toEqual([])
  })
  it('puts no markup of ours or of others into its hints', () => {
    const html = build(0.6).tooltip.formatter({ dataIndex: 0 })
    expect(html).not.toContain('<note>')
    expect(html).toContain('0.30–0.90')
  })
})

describe('buildDependenceOption', () => {
  const points: DependencePoint[] = [
    { value: 1, mean: 2, low: 1, high: 4 },
    { value: 100, mean: 3, low: 2, high: 5 },
  ]
  it('fills the band between low and high, on the scale of the setting', () => {
    const { series } = buildDependenceOption({ axis: range('rate'), points, theme, format, rangeLabel })
    expect(series.map(({ id, data }) => [id, data])).toEqual([
      [
        'mean',
        [
          [0, 2],
          [2, 3],
        ],
      ],
      [
        'low',
        [
          [0, 1],
          [2, 2],
        ],
      ],
      [
        'band',
        [
          [0, 3],
          [2, 3],
        ],
      ],
    ])
  })
  it('draws a dot with its range a choice', () => {
    const { series, xAxis } = buildDependenceOption({
      ...{ axis: choices, theme, format, rangeLabel },
      points: [{ value: 'b', mean: 2, low: 1, high: 4 }],
    })
    expect(series.map(({ data }) => data)).toEqual([[[1, 2]], [[1, 1, 4]]])
    expect(xAxis.min).toBe(-0.5)
  })
  it('stands empty without points', () => {
    const option = buildDependenceOption({ axis: choices, points: [], theme, format, rangeLabel })
    expect(option.yAxis.min).toBeLessThan(option.yAxis.max)
  })
})

describe('the maps of two settings', () => {
  const point = { number: 7, x: 10, y: 'b', value: 0.5, rank: 0 }
  const axes = { x: range('rate'), y: choices }
  const common = { axes, theme, format, trialLabel, chosen: null }
  const contour = (change = {}) =>
    buildContourOption({
      ...common,
      ...{ direction: 'minimize', x: [1, 100], y: ['a', 'b'], points: [point] },
      means: [
        [1, 2],
        [3, Number.NaN],
      ],
      ...change,
    })
  it('have a cell a pair that is known, and trials where they lie between the cells', () => {
    const { series, visualMap } = contour()
    expect(series[0]?.data).toEqual([
      [0, 0, 1],
      [1, 0, 2],
      [0, 1, 3],
    ])
    expect(series[1]?.data).toEqual([[0.5, 1, 0.5, 7]])
    expect(visualMap).toMatchObject({ min: 1, max: 3, inRange: { color: ['accent', 'surface'] } })
  })
  it('turn their colours where more is better, and bear a flat or an empty map', () => {
    expect(contour({ direction: 'maximize' }).visualMap.inRange.color).toEqual(['surface', 'accent'])
    const flat = contour({ means: [[1, 1]] }).visualMap
    expect(flat.max).toBeGreaterThan(flat.min)
    expect(contour({ means: [], points: [] }).visualMap).toMatchObject({ min: 0, max: 1 })
  })
  it('draw the best trials last, on top, and fade what is not chosen', () => {
    const build = (chosen: ReadonlySet<number> | null) =>
      buildRankOption({
        ...{ ...common, chosen, labels: { best: 'best', worst: 'worst' } },
        points: [point, { ...point, number: 8, rank: 1 }],
      }).series.map(({ data }) => data.map((dot) => dot[3]))
    expect(build(null)).toEqual([[8, 7], []])
    expect(build(new Set([7]))).toEqual([[7], [8]])
  })
})

describe('buildEdfOption', () => {
  const build = (name: string, direction: 'minimize' | 'maximize' = 'maximize') => {
    const values = (STUDIES[name] ?? [])
      .flatMap(({ value }) => (value === null ? [] : [value]))
      .sort((a, b) => b - a)
    const points = values.map((value, index) => ({ value, share: (index + 1) / values.length }))
    return buildEdfOption({
      curves: [{ name: 'study', points }],
      direction,
      theme,
      format,
      formatShare: format,
    })
  }
  it.each(Object.keys(STUDIES))('gives its axis finite ends for %s', (name) => {
    const { xAxis } = build(name)
    expect(Number.isFinite(xAxis.min) && Number.isFinite(xAxis.max)).toBe(true)
    expect(xAxis.min).toBeLessThan(xAxis.max)
  })
  it('has the good end on the left', () => {
    expect(build('fiveThousand').xAxis.inverse).toBe(true)
    expect(build('fiveThousand', 'minimize').xAxis.inverse).toBe(false)
  })
})

describe('the charts of a front', () => {
  const objective = (label: string, direction: 'minimize' | 'maximize') => ({ label, direction, format })
  const input = {
    objectives: [objective('loss', 'minimize'), objective('weights', 'minimize')],
    shown: { x: 0, y: 1 },
    front: [
      { number: 3, values: [3, 1] },
      { number: 1, values: [1, 3] },
    ],
    others: [{ number: 2, values: [4, 4] }],
    knee: 3,
    chosen: null,
    theme,
    labels: { front: 'front', knee: 'knee', trial: trialLabel },
  }
  const dataOf = (option: { series: readonly { id: string; data: unknown }[] }, id: string) =>
    option.series.find((series) => series.id === id)?.data
  it('draw the front from left to right, and mark the knee', () => {
    const option = buildParetoOption(input)
    expect(dataOf(option, 'line')).toEqual([
      [1, 3, 1],
      [3, 1, 3],
    ])
    expect(dataOf(option, 'knee')).toEqual([[3, 1, 3]])
    expect(dataOf(option, 'others')).toEqual([[4, 4, 2]])
  })
  it('draw no line where a third objective is not seen', () => {
    const objectives = [...input.objectives, objective('time', 'minimize')]
    expect(dataOf(buildParetoOption({ ...input, objectives }), 'line')).toEqual([])
  })
  it('show costs that lie powers of ten apart by those, and nothing else', () => {
    const wide = [
      { number: 1, values: [0.01, 250] },
      { number: 2, values: [0.99, 54_000] },
    ]
    const objectives = [
      objective('accuracy', 'maximize'),
      { ...objective('weights', 'minimize'), isCost: true },
    ]
    const { xAxis, yAxis } = buildParetoOption({ ...input, objectives, front: wide, others: [] })
    expect([xAxis.type, yAxis.type]).toEqual(['value', 'log'])
    expect([yAxis.min, yAxis.max]).toEqual([100, 100_000])
    const near = [{ number: 1, values: [0.5, 250] }]
    expect(buildParetoOption({ ...input, objectives, front: near, others: [] }).yAxis.type).toBe('value')
  })
  it('stand empty without trials', () => {
    const option = buildParetoOption({ ...input, front: [], others: [], knee: null })
    expect(option.xAxis.min).toBeLessThan(option.xAxis.max)
    const volume = buildVolumeOption({ steps: [], theme, formatShare: format, trialsLabel: String })
    expect(volume.series[0]?.data).toEqual([])
  })
})

describe('assignLanes', () => {
  it('takes as many lanes as trials went on at the same time, the lowest free one first', () => {
    const spans = [
      { number: 1, start: 0, end: 10 },
      { number: 2, start: 5, end: 20 },
      { number: 3, start: 10, end: 15 },
      { number: 4, start: 30, end: 31 },
    ]
    expect(assignLanes(spans)).toEqual({ lanes: [0, 1, 0, 0], count: 2 })
    expect(assignLanes([])).toEqual({ lanes: [], count: 0 })
  })
})

describe('buildTimelineOption', () => {
  const bars: TimelineBar[] = [
    { number: 1, start: 1000, end: 3000, state: 'complete' },
    { number: 2, start: 2000, end: 2500, state: 'failed' },
  ]
  const build = (chosen: ReadonlySet<number> | null = null, own = bars) =>
    buildTimelineOption({ bars: own, chosen, theme, formatTime: String, stateLabel: String, trialLabel })
  it('counts from the first trial, a colour a state', () => {
    const data = build().series[0]?.data ?? []
    expect(data.map(({ value }) => value)).toEqual([
      [0, 2000, 0, 1, 1],
      [1000, 1500, 1, 2, 2],
    ])
    expect(data.map(({ itemStyle }) => itemStyle.color)).toEqual(['accent', 'bad'])
  })
  it('fades what is not chosen', () => {
    const [first, second] = build(new Set([2])).series[0]?.data ?? []
    expect(first?.itemStyle.opacity).toBeLessThan(second?.itemStyle.opacity ?? 0)
  })
  it('joins what no eye can tell apart, where there are very many', () => {
    const many = Array.from({ length: 4000 }, (_, index) => ({
      ...{ number: index + 1, start: index * 10, end: index * 10 + 9 },
      state: index === 2000 ? ('failed' as const) : ('complete' as const),
    }))
    const data = build(null, many).series[0]?.data ?? []
    expect(data.map(({ value }) => value.slice(3))).toEqual([
      [1, 2000],
      [2001, 2001],
      [2002, 4000],
    ])
  })
  it('stands empty without trials', () => {
    expect(build(null, []).xAxis.max).toBe(1)
    expect(timelineHeight([])).toBeGreaterThan(0)
  })
})

describe('buildEffectsOption', () => {
  it('puts the levels of all settings side by side, the best of each filled', () => {
    const { series, xAxis } = buildEffectsOption({
      factors: [
        {
          label: 'kind',
          levels: [1, 2].map((mean) => ({ label: `k${String(mean)}`, mean, isBest: mean === 1 })),
        },
        { label: 'rate', levels: [{ label: 'r', mean: 3, isBest: true }] },
      ],
      mean: 2,
      theme,
      format,
    })
    expect(xAxis[0]?.data).toEqual(['k1', 'k2', 'r'])
    expect(series.map(({ data }) => data.map(({ value }) => value))).toEqual([
      [
        [0, 1],
        [1, 2],
      ],
      [[2, 3]],
    ])
    expect(series[0]?.data[0]?.itemStyle.color).toBe('accent')
    expect(series[0]?.data[1]?.itemStyle.color).toBe('surface')
  })
})
