import type { Direction } from '@shared/domain/metric'
import type { ChartTheme } from '../chartTheme'
import { axisLook, commonOption, escapeHtml, labelsInside, tooltipOption } from '../commonOption'
import { axisPositions, labelAt, toPosition, type ParallelAxis } from '../parallelAxes'
import type { Chosen } from './chosen'

type Value = number | string | boolean

export interface PairPoint {
  readonly number: number
  readonly x: Value
  readonly y: Value
  readonly value: number
}

interface PairInput {
  readonly axes: { readonly x: ParallelAxis; readonly y: ParallelAxis }
  readonly theme: ChartTheme
  readonly format: (value: number) => string
  readonly trialLabel: (number: number) => string
  readonly chosen: Chosen
}

export interface ContourInput extends PairInput {
  readonly direction: Direction
  readonly x: readonly Value[]
  readonly y: readonly Value[]
  /** By y, then x. */
  readonly means: readonly (readonly number[])[]
  readonly points: readonly PairPoint[]
}

/** What a model of the trials expects over two settings, the better the stronger, with the trials on top. */
export function buildContourOption(input: ContourInput) {
  const { theme, axes, x, y, means } = input
  const cells = means.flatMap((row, down) =>
    row.flatMap((mean, across): [number, number, number][] =>
      Number.isFinite(mean) ? [[across, down, mean]] : [],
    ),
  )
  return {
    ...commonOption(theme),
    grid: { left: 8, right: 12, top: 28, bottom: 44, ...labelsInside },
    tooltip: {
      trigger: 'item',
      ...tooltipOption(theme),
      formatter: (item: unknown) => describeCell(item, input),
    },
    xAxis: [
      { ...cellAxis(x, axes.x, theme), name: axes.x.label, nameLocation: 'middle', nameGap: 24 },
      { type: 'value', show: false, min: -0.5, max: x.length - 0.5 },
    ],
    yAxis: [
      { ...cellAxis(y, axes.y, theme), name: axes.y.label, nameLocation: 'end', nameGap: 10 },
      { type: 'value', show: false, min: -0.5, max: y.length - 0.5 },
    ],
    visualMap: valueColors(cells, input),
    series: [
      {
        id: 'contour',
        type: 'heatmap',
        data: cells,
        itemStyle: { borderWidth: 0 },
        emphasis: { disabled: true },
      },
      {
        id: 'trials',
        type: 'scatter',
        xAxisIndex: 1,
        yAxisIndex: 1,
        symbolSize: 5,
        data: contourDots(input),
        itemStyle: { color: theme.text, borderColor: theme.surface, borderWidth: 1 },
      },
    ],
  }
}

/** The colour of the page is worst, the accent best. */
function valueColors(cells: readonly (readonly [number, number, number])[], input: ContourInput) {
  const { theme, direction, format } = input
  const low = cells.reduce((least, [, , mean]) => Math.min(least, mean), Infinity)
  const high = cells.reduce((most, [, , mean]) => Math.max(most, mean), -Infinity)
  const isEmpty = cells.length === 0
  const colors = [theme.surface, theme.accent]
  return {
    ...{ type: 'continuous', seriesIndex: 0, dimension: 2 },
    min: isEmpty ? 0 : low,
    max: isEmpty ? 1 : high > low ? high : low + 1,
    ...{ orient: 'horizontal', left: 'center', bottom: 0, itemWidth: 9, itemHeight: 150 },
    text: isEmpty ? [] : [format(high), format(low)],
    textStyle: { color: theme.textSecond, fontSize: 11 },
    inRange: { color: direction === 'maximize' ? colors : colors.toReversed() },
  }
}

function cellAxis(values: readonly Value[], axis: ParallelAxis, theme: ChartTheme) {
  const look = axisLook(theme)
  return {
    type: 'category',
    data: values.map((value) => axis.format(value)),
    ...look,
    axisLabel: { ...look.axisLabel, hideOverlap: true },
    nameTextStyle: { color: theme.textSecond, fontSize: 11 },
  }
}

/** Trials stand between the values that the map was asked at, where theirs would. */
function contourDots({ axes, x, y, points, chosen }: ContourInput): number[][] {
  const placeX = placeAmong(x, axes.x)
  const placeY = placeAmong(y, axes.y)
  return points
    .filter(({ number }) => chosen === null || chosen.has(number))
    .map((point) => [placeX(point.x), placeY(point.y), point.value, point.number])
    .filter(([across, down]) => Number.isFinite(across) && Number.isFinite(down))
}

function placeAmong(values: readonly Value[], { scale }: ParallelAxis): (value: Value) => number {
  const positions = values.map((value) => toPosition(scale, value))
  if (scale.kind === 'choice') return (value) => values.indexOf(value)
  return (value) => {
    const position = toPosition(scale, value)
    const next = positions.findIndex((known) => known >= position)
    if (next < 0) return positions.length - 1
    const before = positions[next - 1]
    const after = positions[next] ?? position
    return before === undefined ? 0 : next - 1 + (position - before) / (after - before || 1)
  }
}

function describeCell(item: unknown, input: ContourInput): string {
  const { seriesId, value } = item as { seriesId: string; value: readonly number[] }
  const { axes, x, y, format } = input
  if (seriesId === 'trials') {
    const point = input.points.find(({ number }) => number === value[3])
    return point === undefined ? '' : describePoint(point, input)
  }
  const [across = 0, down = 0, mean = Number.NaN] = value
  const names = [[axes.x, x[across]] as const, [axes.y, y[down]] as const].map(
    ([axis, own]) => `${axis.label} ${own === undefined ? '' : axis.format(own)}`,
  )
  return `${names.map(escapeHtml).join(' · ')}<br><b>${escapeHtml(format(mean))}</b>`
}

function describePoint(point: PairPoint, { axes, format, trialLabel }: PairInput): string {
  const title = `<b>${escapeHtml(trialLabel(point.number))}</b> · ${escapeHtml(format(point.value))}`
  const settings = [`${axes.x.label} ${axes.x.format(point.x)}`, `${axes.y.label} ${axes.y.format(point.y)}`]
  return `${title}<br>${settings.map(escapeHtml).join(' · ')}`
}

export interface RankInput extends PairInput {
  /** `rank`: 0 for the best, 1 for the worst. */
  readonly points: readonly (PairPoint & { readonly rank: number })[]
  readonly labels: { readonly best: string; readonly worst: string }
}

/** Trials by two settings, coloured by their rank: where the good ones gather. */
export function buildRankOption(input: RankInput) {
  const { theme, axes, points, chosen, labels } = input
  const data = points
    .map((point) => [
      toPosition(axes.x.scale, point.x),
      toPosition(axes.y.scale, point.y),
      point.rank,
      point.number,
    ])
    .filter(([x, y]) => Number.isFinite(x) && Number.isFinite(y))
    .sort((a, b) => (b[2] ?? 0) - (a[2] ?? 0))
  const isChosen = (dot: readonly number[]) => chosen === null || chosen.has(dot[3] ?? 0)
  return {
    ...commonOption(theme),
    grid: { left: 8, right: 12, top: 28, bottom: 44, ...labelsInside },
    tooltip: {
      trigger: 'item',
      ...tooltipOption(theme),
      formatter: (item: unknown) => {
        const number = (item as { value: readonly number[] }).value[3]
        const point = points.find((own) => own.number === number)
        return point === undefined ? '' : describePoint(point, input)
      },
    },
    xAxis: { ...rangeAxis(axes.x, theme), name: axes.x.label, nameLocation: 'middle', nameGap: 24 },
    yAxis: { ...rangeAxis(axes.y, theme), name: axes.y.label, nameLocation: 'end', nameGap: 10 },
    visualMap: {
      ...{ type: 'continuous', seriesIndex: 0, dimension: 2, min: 0, max: 1 },
      ...{ orient: 'horizontal', left: 'center', bottom: 0, itemWidth: 9, itemHeight: 150 },
      text: [labels.worst, labels.best],
      textStyle: { color: theme.textSecond, fontSize: 11 },
      inRange: { color: [theme.accent, theme.series[4] ?? theme.textThird, theme.series[1] ?? theme.bad] },
    },
    series: [
      {
        id: 'trials',
        type: 'scatter',
        symbolSize: points.length > 300 ? 6 : 9,
        data: data.filter(isChosen),
        itemStyle: { opacity: 0.85 },
        z: 3,
      },
      {
        id: 'others',
        type: 'scatter',
        symbolSize: 4,
        data: data.filter((dot) => !isChosen(dot)),
        itemStyle: { color: theme.textThird, opacity: 0.16 },
      },
    ],
  }
}

function rangeAxis(axis: ParallelAxis, theme: ChartTheme) {
  const { low, high, ticks } = axisPositions(axis.scale)
  const room = axis.scale.kind === 'choice' ? 0.5 : (high - low) * 0.03
  return {
    type: 'value',
    ...axisLook(theme),
    min: low - room,
    max: high + room,
    nameTextStyle: { color: theme.textSecond, fontSize: 11 },
    axisLabel: {
      ...{ color: theme.textThird, fontSize: 11, customValues: ticks, hideOverlap: true },
      formatter: (position: number) => labelAt(axis, position),
    },
  }
}
