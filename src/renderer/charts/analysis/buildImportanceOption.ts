import { niceRange } from '../axisRange'
import type { ChartTheme } from '../chartTheme'
import { axisLook, commonOption, escapeHtml, labelsInside, tooltipOption } from '../commonOption'
import { whiskerSeries } from './whiskers'

export interface ImportanceBar {
  readonly name: string
  readonly label: string
  readonly importance: number
  readonly low: number
  readonly high: number
  /** What is to be known of it besides. */
  readonly note: string
}

export interface ImportanceInput {
  /** The most important first. */
  readonly bars: readonly ImportanceBar[]
  readonly theme: ChartTheme
  readonly format: (share: number) => string
  readonly rangeLabel: (low: string, high: string) => string
}

const BAR = 26
const BORDER = 34

/** Pixels that so many bars need. */
export function importanceHeight(count: number): number {
  return BORDER + Math.max(count, 2) * BAR
}

/** A bar a parameter, with the range in which its importance may as well lie. */
export function buildImportanceOption({ bars, theme, format, rangeLabel }: ImportanceInput) {
  const most = bars.reduce((top, { importance, high }) => Math.max(top, importance, high), 0)
  return {
    ...commonOption(theme),
    grid: { left: 8, right: 24, top: 4, bottom: 4, ...labelsInside },
    tooltip: {
      trigger: 'item',
      ...tooltipOption(theme),
      formatter: (item: unknown) => {
        const bar = bars[(item as { dataIndex: number }).dataIndex]
        if (bar === undefined) return ''
        const range = rangeLabel(format(bar.low), format(bar.high))
        const lines = [
          `<b>${escapeHtml(bar.label)}</b> ${escapeHtml(format(bar.importance))}`,
          escapeHtml(range),
        ]
        return [...lines, escapeHtml(bar.note)].filter(Boolean).join('<br>')
      },
    },
    xAxis: {
      type: 'value',
      ...axisLook(theme),
      min: 0,
      max: Math.min(1, niceRange(0, Math.max(0.05, most)).high),
      axisLine: { show: false },
      splitNumber: 4,
      splitLine: { show: true, lineStyle: { color: theme.line } },
      axisLabel: { color: theme.textThird, fontSize: 11, hideOverlap: true, formatter: format },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: bars.map(({ label }) => label),
      ...axisLook(theme),
      axisLabel: { color: theme.text, fontSize: 12, width: 130, overflow: 'truncate' },
    },
    series: [
      {
        id: 'importance',
        type: 'bar',
        barMaxWidth: 14,
        data: bars.map(({ importance }) => importance),
        itemStyle: { color: theme.accent, borderRadius: [0, 2, 2, 0] },
      },
      whiskerSeries(
        bars.map(({ low, high }, index) => [index, low, high]),
        { id: 'range', color: theme.textSecond, axis: 'x' },
      ),
    ],
  }
}
