import type { Direction } from '@shared/domain/metric'
import type { ChartTheme } from '../chartTheme'
import { axisLook, commonOption, escapeHtml, labelsInside, tooltipOption } from '../commonOption'
import { toPosition, type ParallelAxis } from '../parallelAxes'
import { describePoint, type PairInput, type PairPoint, type Value } from './pairPoint'

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
