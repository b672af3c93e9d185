import type { BatchPoint, RateTest } from '@shared/domain/diagnosis/probe'
import type { ChartTheme } from './chartTheme'
import { axisLook, commonOption, escapeHtml, gridAxisLook, labelsInside, tooltipOption } from './commonOption'

interface ProbeLook {
  readonly theme: ChartTheme
  readonly format: (value: number) => string
}

export interface RateInput extends ProbeLook {
  readonly test: RateTest
  readonly labels: {
    readonly rate: string
    readonly smooth: string
    readonly batch: string
    readonly steepest: string
    readonly diverged: string
  }
}

/** Loss by learning rate: the smoothed curve in the accent, batches pale behind it; what is worth searching is shaded. */
export function buildRateOption(input: RateInput) {
  const { test, theme, format, labels } = input
  const { points } = test
  const { low, high } = lossRange(test)
  return {
    ...commonOption(theme),
    grid: { left: 8, right: 16, top: 30, bottom: 20, ...labelsInside },
    legend: {
      ...{ top: 0, left: 0, itemWidth: 14, itemHeight: 8 },
      textStyle: { color: theme.textSecond, fontSize: 11 },
    },
    tooltip: {
      trigger: 'axis',
      ...tooltipOption(theme),
      formatter: (items: unknown) => describe(items, labels.rate, format),
    },
    xAxis: {
      type: 'log',
      ...axisLook(theme),
      ...{ name: labels.rate, nameLocation: 'middle', nameGap: 22 },
      min: points[0]?.rate ?? 'dataMin',
      max: points.at(-1)?.rate ?? 'dataMax',
      axisLabel: { color: theme.textThird, fontSize: 11, formatter: format, hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      ...gridAxisLook(theme),
      ...{ min: low, max: high },
      axisLabel: { color: theme.textThird, fontSize: 11, formatter: format },
    },
    series: [smoothSeries(input), batchSeries(input)],
  }
}

function smoothSeries({ test: { points, reading }, theme, labels }: RateInput) {
  const marks = reading === null ? [] : [{ name: labels.steepest, xAxis: reading.steepest }]
  if (reading?.diverged) marks.push({ name: labels.diverged, xAxis: reading.diverged })
  const area = {
    silent: true,
    itemStyle: { color: theme.good, opacity: 0.1 },
    data: reading === null ? [] : [[{ xAxis: reading.range.low }, { xAxis: reading.range.high }]],
  }
  return {
    ...{ id: 'smooth', name: labels.smooth, type: 'line', symbol: 'none', z: 3 },
    data: points.map(({ rate, smooth }) => [rate, smooth]),
    itemStyle: { color: theme.accent },
    lineStyle: { color: theme.accent, width: 2 },
    markLine: {
      silent: true,
      symbol: 'none',
      // Small rates would be rounded to nothing.
      precision: 10,
      data: marks,
      lineStyle: { color: theme.textThird, type: 'dotted', width: 1 },
      label: {
        ...{ formatter: '{b}', color: theme.textSecond, fontSize: 10 },
        ...{ rotate: 0, position: 'insideEndTop' },
      },
    },
    markArea: area,
  }
}

function batchSeries({ test: { points }, theme, labels }: RateInput) {
  return {
    ...{ id: 'batch', name: labels.batch, type: 'line', symbol: 'none', z: 2 },
    data: points.map(({ rate, loss }) => [rate, loss]),
    itemStyle: { color: theme.lineStrong },
    lineStyle: { color: theme.lineStrong, width: 1 },
  }
}

/** What explodes at the end leaves the chart. */
function lossRange({ points }: RateTest): { low: number; high: number } {
  const smooth = points.map((point) => point.smooth)
  const least = Math.min(...smooth)
  const first = smooth[Math.min(5, smooth.length - 1)] ?? 1
  const room = Math.max(first - least, 0.05 * Math.abs(first))
  return {
    low: Math.max(0, Number((least - 0.3 * room).toPrecision(2))),
    high: Number((first + 1.5 * room).toPrecision(2)),
  }
}

function describe(items: unknown, rate: string, format: (value: number) => string): string {
  const rows = items as { seriesName: string; marker: string; value: [number, number] }[]
  const lines = rows.map(
    ({ marker, seriesName, value }) =>
      `${marker}${escapeHtml(seriesName)} <b>${escapeHtml(format(value[1]))}</b>`,
  )
  return [`${escapeHtml(rate)} ${escapeHtml(format(rows[0]?.value[0] ?? 0))}`, ...lines].join('<br>')
}

export interface BatchInput extends ProbeLook {
  readonly points: readonly BatchPoint[]
  /** The batch that is advised, in the accent; null for none. */
  readonly advised: number | null
  readonly labels: { readonly speed: string; readonly memory: string; readonly batch: string }
}

/** Rows a second by batch size as bars, memory as a line on an axis of its own. */
export function buildBatchOption({ points, advised, theme, format, labels }: BatchInput) {
  const measured = points.filter(({ rowsPerSecond }) => rowsPerSecond !== null)
  const axis = (name: string) => ({
    ...{ type: 'value', name, min: 0, ...gridAxisLook(theme) },
    nameTextStyle: { color: theme.textThird, fontSize: 10 },
    axisLabel: { color: theme.textThird, fontSize: 11, formatter: format },
  })
  return {
    ...commonOption(theme),
    grid: { left: 8, right: 8, top: 44, bottom: 20, ...labelsInside },
    legend: {
      ...{ top: 0, left: 0, itemWidth: 14, itemHeight: 8 },
      textStyle: { color: theme.textSecond, fontSize: 11 },
    },
    tooltip: { trigger: 'axis', ...tooltipOption(theme) },
    xAxis: {
      ...{ type: 'category', ...axisLook(theme), name: labels.batch, nameLocation: 'middle', nameGap: 22 },
      data: measured.map(({ batchSize }) => String(batchSize)),
    },
    yAxis: [axis(labels.speed), { ...axis(labels.memory), splitLine: { show: false } }],
    series: [
      {
        ...{ id: 'speed', name: labels.speed, type: 'bar', barMaxWidth: 28 },
        itemStyle: { color: theme.lineStrong },
        data: measured.map(({ rowsPerSecond, batchSize }) => ({
          value: Math.round(rowsPerSecond ?? 0),
          itemStyle: { color: batchSize === advised ? theme.accent : theme.lineStrong },
        })),
      },
      {
        ...{ id: 'memory', name: labels.memory, type: 'line', yAxisIndex: 1, symbolSize: 5 },
        itemStyle: { color: theme.series[1] ?? theme.text },
        lineStyle: { width: 1.5 },
        data: measured.map(({ peakBytes }) => Math.round((peakBytes ?? 0) / 2 ** 20)),
      },
    ],
  }
}
