import { describe, expect, it } from 'vitest'
import { bestSoFar, buildHistoryOption, type HistoryPoint } from './buildHistoryOption'
import { STUDIES } from './testing/fixtures'
import { TEST_THEME } from './testing/theme'

const build = (points: readonly HistoryPoint[], direction: 'maximize' | 'minimize' = 'maximize') =>
  buildHistoryOption({
    points,
    direction,
    theme: TEST_THEME,
    format: (value) => value.toFixed(2),
    labels: {
      best: 'best',
      trial: (number) => `trial ${String(number)}`,
      failed: 'failed',
      running: 'running',
      unfinished: 'pruned',
    },
  })
const seriesOf = (option: ReturnType<typeof build>, id: string) => {
  const series = option.series.find((candidate) => candidate.id === id)
  return series?.data ?? []
}
const study = (name: string) => STUDIES[name] ?? []

describe('buildHistoryOption', () => {
  it.each(Object.keys(STUDIES))('gives every axis finite ends for %s', (name) => {
    const option = build(study(name))
    expect(Number.isFinite(option.yAxis.min) && Number.isFinite(option.yAxis.max)).toBe(true)
    expect(option.yAxis.min).toBeLessThan(option.yAxis.max)
    expect(option.xAxis.max).toBeGreaterThan(option.xAxis.min)
  })

  it('draws nothing for a study without trials', () => {
    expect(build([]).series.flatMap((series) => series.data as unknown[])).toEqual([])
  })

  it('stands failed trials at the worse edge', () => {
    const option = build(study('allFailed'), 'minimize')
    expect(seriesOf(option, 'failed').map((dot) => dot[1])).toEqual(
      Array.from({ length: 3 }, () => option.yAxis.max),
    )
  })

  it('stands failed trials at the foot where higher is better, and draws no best where none is complete', () => {
    const option = build(study('allFailed'))
    expect(seriesOf(option, 'failed').map((dot) => dot.slice(0, 2))).toEqual([
      [1, option.yAxis.min],
      [2, option.yAxis.min],
      [3, option.yAxis.min],
    ])
    expect(seriesOf(option, 'best')).toEqual([])
  })

  it('leaves out values that are no numbers', () => {
    const option = build(study('notNumbers'))
    expect(seriesOf(option, 'complete').map(([number]) => number)).toEqual([3])
    expect(seriesOf(option, 'best')).toEqual([[3, 0.8]])
  })

  it('draws every one of five thousand trials', () => {
    const option = build(study('fiveThousand'))
    expect(seriesOf(option, 'complete')).toHaveLength(4900)
    expect(seriesOf(option, 'failed')).toHaveLength(100)
    expect(seriesOf(option, 'best').length).toBeLessThan(50)
  })

  it('stands a trial far off at the edge, so that it does not flatten the others', () => {
    const values = [...Array.from({ length: 30 }, (_, index) => 1 + index / 100), 1e6]
    const points = values.map((value, index) => ({ number: index + 1, value, outcome: 'complete' as const }))
    const option = build(points, 'minimize')
    expect(option.yAxis.max).toBeLessThan(2)
    expect(seriesOf(option, 'complete').at(-1)).toEqual([31, option.yAxis.max, 1e6])
  })
})

describe('bestSoFar', () => {
  const points = [0.5, 0.7, 0.6, 0.9, 0.8].map((value, index) => ({
    number: index + 1,
    value,
    outcome: 'complete' as const,
  }))

  it('steps where the best improves and goes on to the last trial', () => {
    expect(bestSoFar(points, 'maximize')).toEqual([
      [1, 0.5],
      [2, 0.7],
      [4, 0.9],
      [5, 0.9],
    ])
    expect(bestSoFar(points, 'minimize')).toEqual([
      [1, 0.5],
      [5, 0.5],
    ])
  })
})
