import { DISTANCE_BINS, type MatchReport } from '@shared/domain/matching'
import type { ChartTheme } from './chartTheme'
import { axisLook, commonOption, escapeHtml, gridAxisLook, labelsInside, tooltipOption } from './commonOption'

interface MatchLook {
  readonly theme: ChartTheme
  readonly format: (value: number) => string
  readonly percent: (share: number) => string
  /** Up to which two rows are taken for one class. */
  readonly threshold: number
}

export interface ReceiverInput extends MatchLook {
  readonly report: Pick<MatchReport, 'curve'>
  readonly labels: {
    readonly falseAccept: string
    readonly found: string
    readonly threshold: string
    readonly chance: string
  }
}

/** Pairs of one class that are found, by pairs of two that are taken for one; the threshold is a point of the curve. */
export function buildReceiverOption(input: ReceiverInput) {
  const { report, theme, percent, labels, threshold } = input
  const points = report.curve.map((point) => [point.falseAccept, 1 - point.falseReject, point.threshold])
  const chosen = report.curve.findLast((point) => point.threshold <= threshold) ?? report.curve[0]
  const axis = { type: 'value', min: 0, max: 1 } as const
  const axisLabel = { color: theme.textThird, fontSize: 11, formatter: percent, hideOverlap: true }
  return {
    ...commonOption(theme),
    grid: { left: 8, right: 16, top: 16, bottom: 20, ...labelsInside },
    tooltip: {
      trigger: 'item',
      ...tooltipOption(theme),
      formatter: (item: unknown) => describePoint(item, input),
    },
    xAxis: {
      ...axis,
      ...axisLook(theme),
      ...{ name: labels.falseAccept, nameLocation: 'middle', nameGap: 22, axisLabel },
    },
    yAxis: { ...axis, ...gridAxisLook(theme), axisLabel },
    series: [
      {
        ...{ id: 'curve', type: 'line', symbol: 'circle', symbolSize: 5, showSymbol: false, z: 3 },
        data: points,
        itemStyle: { color: theme.accent },
        lineStyle: { color: theme.accent, width: 2 },
        areaStyle: { color: theme.accent, opacity: 0.06 },
      },
      {
        ...{ id: 'chance', name: labels.chance, type: 'line', symbol: 'none', silent: true },
        data: [
          [0, 0],
          [1, 1],
        ],
        lineStyle: { color: theme.lineStrong, width: 1, type: 'dotted' as const },
      },
      {
        ...{ id: 'chosen', type: 'scatter', symbolSize: 11, z: 4 },
        data: chosen ? [[chosen.falseAccept, 1 - chosen.falseReject, chosen.threshold]] : [],
        itemStyle: { color: theme.surface, borderColor: theme.accent, borderWidth: 2.5 },
      },
    ],
  }
}

export interface DistancesInput extends MatchLook {
  readonly report: Pick<MatchReport, 'histogram'>
  readonly labels: {
    readonly alike: string
    readonly different: string
    readonly threshold: string
    readonly distance: string
  }
}

/** How far pairs of one class and pairs of two lie apart; a line stands at the threshold between them. */
export function buildDistancesOption(input: DistancesInput) {
  const { report, theme, format, percent, labels, threshold } = input
  const width = 2 / DISTANCE_BINS
  const bars = (shares: readonly number[]) => shares.map((share, bin) => [(bin + 0.5) * width, share])
  const kinds = [
    ['alike', labels.alike, theme.series[0] ?? theme.accent],
    ['different', labels.different, theme.series[1] ?? theme.bad],
  ] as const
  return {
    ...commonOption(theme),
    grid: { left: 8, right: 16, top: 30, bottom: 20, ...labelsInside },
    legend: {
      ...{ top: 0, left: 0, itemWidth: 12, itemHeight: 8 },
      textStyle: { color: theme.textSecond, fontSize: 11 },
    },
    tooltip: {
      trigger: 'axis',
      ...tooltipOption(theme),
      formatter: (items: unknown) => describeBin(items, input),
    },
    xAxis: {
      ...{ type: 'value', min: 0, max: 2 },
      ...axisLook(theme),
      ...{ name: labels.distance, nameLocation: 'middle', nameGap: 22 },
      axisLabel: { color: theme.textThird, fontSize: 11, formatter: format, hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      ...gridAxisLook(theme),
      min: 0,
      axisLabel: { color: theme.textThird, fontSize: 11, formatter: percent },
    },
    series: kinds.map(([id, name, color], index) => ({
      ...{ id, name, type: 'bar', barWidth: '90%', barGap: '-100%' },
      data: bars(report.histogram[id]),
      itemStyle: { color, opacity: 0.6 },
      ...(index === 0 ? { markLine: thresholdMark(threshold, labels.threshold, theme) } : {}),
    })),
  }
}

function thresholdMark(threshold: number, label: string, theme: ChartTheme) {
  return {
    silent: true,
    symbol: 'none',
    data: [{ xAxis: threshold }],
    lineStyle: { color: theme.text, type: 'solid' as const, width: 1.5 },
    label: {
      formatter: label,
      color: theme.textSecond,
      fontSize: 10,
      position: 'insideEndTop' as const,
      rotate: 0,
    },
  }
}

function describePoint(item: unknown, { labels, percent, format }: ReceiverInput): string {
  const { value } = item as { readonly value?: readonly number[] }
  const [falseAccept, found, threshold] = value ?? []
  if (falseAccept === undefined || found === undefined || threshold === undefined) return ''
  return [
    `${escapeHtml(labels.threshold)} <b>${escapeHtml(format(threshold))}</b>`,
    `${escapeHtml(labels.found)} <b>${escapeHtml(percent(found))}</b>`,
    `${escapeHtml(labels.falseAccept)} <b>${escapeHtml(percent(falseAccept))}</b>`,
  ].join('<br>')
}

function describeBin(items: unknown, { labels, percent, format }: DistancesInput): string {
  const bars = items as readonly { seriesName: string; marker: string; value: readonly [number, number] }[]
  const middle = bars[0]?.value[0]
  if (middle === undefined) return ''
  const half = 1 / DISTANCE_BINS
  const head = `${labels.distance} ${format(middle - half)} – ${format(middle + half)}`
  const lines = bars.map(
    ({ marker, seriesName, value }) =>
      `${marker}${escapeHtml(seriesName)} <b>${escapeHtml(percent(value[1]))}</b>`,
  )
  return [escapeHtml(head), ...lines].join('<br>')
}
