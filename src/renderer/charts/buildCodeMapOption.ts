import type { CodeMap } from '@shared/domain/studio'
import type { ChartTheme } from './chartTheme'
import { axisLook, commonOption, escapeHtml, tooltipOption } from './commonOption'

export interface CodeMapInput {
  readonly map: Pick<CodeMap, 'points' | 'targets' | 'labels'>
  readonly theme: ChartTheme
  readonly format: (value: number) => string
  /** What a label is called. */
  readonly nameOf: (label: string) => string
  /** A row, drawn for the tooltip; null where it is no picture. */
  readonly draw: (row: number) => HTMLElement | null
}

/** With more labels than colours, colours come again with another shape. */
const SHAPES = ['circle', 'triangle', 'rect', 'diamond'] as const
const OTHERS = ''

/** Rows as points, coloured by what they are: a colour a label, or a ramp of a number. */
export function buildCodeMapOption(input: CodeMapInput) {
  const { map, theme, format, nameOf, draw } = input
  const isNumbers = map.labels.length === 0 && map.targets.some((target) => typeof target === 'number')
  const axis = { type: 'value', scale: true, ...axisLook(theme), axisLabel: { show: false } } as const
  return {
    ...commonOption(theme),
    grid: { left: 12, right: 16, top: isNumbers ? 16 : 44, bottom: 12 },
    tooltip: {
      trigger: 'item',
      ...tooltipOption(theme),
      formatter: (item: unknown) => describe(rowOf(item), input),
    },
    legend: {
      show: !isNumbers,
      type: 'scroll',
      top: 4,
      left: 8,
      itemWidth: 10,
      itemHeight: 8,
      textStyle: { color: theme.textSecond, fontSize: 11 },
      pageTextStyle: { color: theme.textSecond },
    },
    xAxis: axis,
    yAxis: axis,
    ...(isNumbers ? { visualMap: rampOf(map.targets, theme, format) } : {}),
    series: isNumbers ? [seriesOf(OTHERS, map, theme, 0)] : labelSeries(map, theme, nameOf),
  }

  function describe(row: number, { map: { targets } }: CodeMapInput): HTMLElement | string {
    const target = targets[row]
    const words =
      target === null || target === undefined
        ? ''
        : typeof target === 'number'
          ? format(target)
          : escapeHtml(nameOf(target))
    const picture = draw(row)
    if (picture === null) return words
    const box = document.createElement('div')
    const line = document.createElement('div')
    line.textContent = typeof target === 'string' ? nameOf(target) : words
    box.append(picture, line)
    return box
  }
}

function labelSeries(map: CodeMapInput['map'], theme: ChartTheme, nameOf: CodeMapInput['nameOf']) {
  const labels = map.labels.length > 0 ? map.labels : [OTHERS]
  return labels.map((label, index) => ({ ...seriesOf(label, map, theme, index), name: nameOf(label) }))
}

/** Points are [x, y, number of the target, row]. */
function seriesOf(label: string, { points, targets }: CodeMapInput['map'], theme: ChartTheme, index: number) {
  const data = points.flatMap(({ x, y }, row) => {
    const target = targets[row] ?? null
    const isOwn = label === OTHERS || target === label
    return isOwn ? [[x, y, typeof target === 'number' ? target : 0, row] as const] : []
  })
  return {
    id: `label:${label}`,
    type: 'scatter' as const,
    symbol: SHAPES[Math.floor(index / theme.series.length) % SHAPES.length],
    symbolSize: points.length > 1500 ? 4 : 6,
    itemStyle: { opacity: 0.75, color: theme.series[index % theme.series.length] ?? theme.accent },
    data,
  }
}

function rampOf(
  targets: CodeMapInput['map']['targets'],
  theme: ChartTheme,
  format: (value: number) => string,
) {
  const numbers = targets.filter((target) => typeof target === 'number')
  return {
    type: 'continuous' as const,
    dimension: 2,
    min: numbers.reduce((low, value) => Math.min(low, value), Infinity),
    max: numbers.reduce((high, value) => Math.max(high, value), -Infinity),
    calculable: false,
    orient: 'vertical' as const,
    right: 4,
    top: 'center',
    itemHeight: 120,
    inRange: { color: [theme.lineStrong, theme.accent] },
    textStyle: { color: theme.textSecond, fontSize: 11 },
    formatter: (value: number) => format(value),
  }
}

function rowOf(item: unknown): number {
  const { value } = item as { value?: readonly unknown[] }
  return Number(value?.[3] ?? -1)
}
