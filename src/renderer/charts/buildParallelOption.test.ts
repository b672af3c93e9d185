import { describe, expect, it } from 'vitest'
import { buildParallelOption, drawnLines, MAX_LINES, type ParallelLine } from './buildParallelOption'
import { labelAt, type ParallelAxis } from './parallelAxes'
import { STUDIES } from './testing/fixtures'
import { TEST_THEME } from './testing/theme'

const format = String
const AXES: ParallelAxis[] = [
  { key: 'rate', label: 'Learning rate', scale: { kind: 'log', low: 1e-4, high: 1e-1 }, format },
  { key: 'optimizer', label: 'Optimizer', scale: { kind: 'choice', choices: ['adam', 'sgd'] }, format },
  { key: 'objective', label: 'Accuracy', scale: { kind: 'linear', low: 0.8, high: 1 }, format },
]
const line = (values: ParallelLine['values'], merit = 0.5): ParallelLine => ({ number: 1, merit, values })
const drawn = (lines: readonly ParallelLine[]) =>
  buildParallelOption({ axes: AXES, lines, theme: TEST_THEME }).series[0]?.data ?? []

describe('buildParallelOption', () => {
  it('stands values on their axes: logarithms on log axes, places on choices', () => {
    expect(drawn([line([0.01, 'sgd', 0.9])])[0]?.value).toEqual([-2, 1, 0.9])
  })

  it('leaves out settings that a trial does not have', () => {
    expect(drawn([line([null, 'gone', Number.NaN])])[0]?.value).toEqual(['-', '-', '-'])
  })

  it('labels positions in the words of the setting', () => {
    expect(AXES.map((axis) => labelAt(axis, axis.scale.kind === 'log' ? -3 : 1))).toEqual([
      '0.001',
      'sgd',
      '1',
    ])
  })

  it('keeps labels readable where lines run behind them', () => {
    const option = buildParallelOption({ axes: AXES, lines: [], theme: TEST_THEME })
    for (const { axisLabel } of option.parallelAxis)
      expect(axisLabel).toMatchObject({ textBorderColor: TEST_THEME.surface })
  })

  it('draws the best line last and strongest', () => {
    const lines = drawn([line([0.01, 'adam', 0.99], 1), line([0.01, 'adam', 0.85], 0)])
    expect(lines.map(({ lineStyle }) => lineStyle.width)).toEqual([1, 2])
    expect(lines[0]?.lineStyle.opacity).toBeLessThan(1)
  })

  it.each(Object.keys(STUDIES))('draws at most a readable number of lines for %s', (name) => {
    const lines = (STUDIES[name] ?? []).map(({ number, value }) => ({
      number,
      merit: value ?? 0,
      values: [1e-3, 'adam', value],
    }))
    expect(drawnLines(lines).length).toBeLessThanOrEqual(MAX_LINES)
    if (lines.length <= MAX_LINES) expect(drawnLines(lines)).toHaveLength(lines.length)
    expect(drawn(lines)).toHaveLength(drawnLines(lines).length)
  })

  it('keeps the best when it thins', () => {
    const lines = Array.from({ length: 5000 }, (_, index) => ({
      number: index,
      merit: index / 4999,
      values: [1e-3, 'adam', 0.9],
    }))
    const kept = new Set(drawnLines(lines).map(({ number }) => number))
    expect([4999, 4998, 4500].every((number) => kept.has(number))).toBe(true)
    expect(kept.size).toBeLessThanOrEqual(MAX_LINES)
  })

  it('turns an axis round where lower is better, so that the best lines end on top', () => {
    const loss: ParallelAxis = { ...AXES[2]!, isInverse: true }
    const [axis] = buildParallelOption({ axes: [loss], lines: [], theme: TEST_THEME }).parallelAxis
    expect(axis?.inverse).toBe(true)
  })

  it('gives an axis with a single choice two ends', () => {
    const axes: ParallelAxis[] = [
      { key: 'one', label: 'One', scale: { kind: 'choice', choices: ['only'] }, format },
    ]
    const [axis] = buildParallelOption({ axes, lines: [], theme: TEST_THEME }).parallelAxis
    expect(axis?.min).toBeLessThan(axis?.max ?? 0)
  })

  it('stands every other name a line higher and labels the ends alone where there is little room', () => {
    const many = Array.from({ length: 8 }, (_, index) => ({ ...AXES[0]!, key: `axis${String(index)}` }))
    const option = buildParallelOption({ axes: many, lines: [], theme: TEST_THEME, isCompact: true })
    expect(option.parallelAxis.slice(0, 2).map(({ name }) => name)).toEqual([
      'Learning rate',
      'Learning rate\n',
    ])
    expect(option.parallelAxis[0]?.axisLabel.customValues).toEqual([-4, -1])
  })

  it('labels whole numbers only where the setting is one', () => {
    const layers: ParallelAxis = { ...AXES[0]!, scale: { kind: 'linear', low: 1, high: 3, isInteger: true } }
    const [axis] = buildParallelOption({ axes: [layers], lines: [], theme: TEST_THEME }).parallelAxis
    expect(axis?.axisLabel.customValues).toEqual([1, 2, 3])
  })
})
