import { type AxisBounds, niceRange } from '../axisRange'
import type { ChartTheme } from '../chartTheme'
import {
  axisLook,
  commonOption,
  escapeHtml,
  gridAxisLook,
  labelsInside,
  tooltipOption,
} from '../commonOption'
import { axisPositions, labelAt, toPosition, type ParallelAxis } from '../parallelAxes'
import { whiskerSeries } from './whiskers'

export interface DependencePoint {
  readonly value: number | string | boolean
  readonly mean: number
  readonly low: number
  readonly high: number
}

export interface DependenceInput {
  readonly axis: ParallelAxis
  readonly points: readonly DependencePoint[]
  /** Between what the values can lie. */
  readonly bounds?: AxisBounds | undefined
  readonly theme: ChartTheme
  readonly format: (value: number) => string
  readonly rangeLabel: (low: string, high: string) => string
}

/** What a model of the trials expects over one setting: a line in its band, or a dot a choice with its range. */
export function buildDependenceOption(input: DependenceInput) {
  const { theme, axis, format, rangeLabel } = input
  const isChoice = axis.scale.kind === 'choice'
  const { low, high, ticks } = axisPositions(axis.scale)
  const room = isChoice ? 0.5 : (high - low) * 0.02
  const points = input.points
    .map((point) => ({ ...within(point, input.bounds), position: toPosition(axis.scale, point.value) }))
    .filter(({ position }) => Number.isFinite(position))
  const range = rangeOf(points, input.bounds)
  return {
    ...commonOption(theme),
    grid: { left: 8, right: 16, top: 8, bottom: 4, ...labelsInside },
    tooltip: {
      trigger: isChoice ? 'item' : 'axis',
      ...tooltipOption(theme),
      formatter: (items: unknown) => {
        const [item] = Array.isArray(items) ? items : [items]
        const point = points[(item as { dataIndex: number }).dataIndex]
        if (point === undefined) return ''
        const title = `${escapeHtml(axis.label)} <b>${escapeHtml(axis.format(point.value))}</b>`
        const band = rangeLabel(format(point.low), format(point.high))
        return `${title}<br>${escapeHtml(format(point.mean))}<br>${escapeHtml(band)}`
      },
    },
    xAxis: {
      type: 'value',
      ...axisLook(theme),
      min: low - room,
      max: high + room,
      axisLabel: {
        ...{ color: theme.textThird, fontSize: 11, customValues: ticks, hideOverlap: true },
        formatter: (position: number) => labelAt(axis, position),
      },
    },
    yAxis: {
      type: 'value',
      ...gridAxisLook(theme),
      min: range.low,
      max: range.high,
      interval: (range.high - range.low) / Math.max(range.ticks.length - 1, 1),
      axisLabel: { color: theme.textThird, fontSize: 11, formatter: format },
    },
    series: isChoice ? choiceSeries(points, theme) : rangeSeries(points, theme),
  }
}

/** A model of the trials knows of no bounds. */
function within(point: DependencePoint, bounds?: AxisBounds): DependencePoint {
  if (bounds === undefined) return point
  const clamp = (value: number) => Math.min(Math.max(value, bounds.low), bounds.high)
  return { ...point, mean: clamp(point.mean), low: clamp(point.low), high: clamp(point.high) }
}

type Placed = DependencePoint & { readonly position: number }

function rangeOf(points: readonly Placed[], bounds?: AxisBounds) {
  if (points.length === 0) return niceRange(0, 1)
  const low = points.reduce((least, point) => Math.min(least, point.low), Infinity)
  const high = points.reduce((most, point) => Math.max(most, point.high), -Infinity)
  return niceRange(low, high, 4, bounds)
}

/** The band is what lies between two lines: the lower one unseen, the room above it filled. */
function rangeSeries(points: readonly Placed[], theme: ChartTheme) {
  const line = { type: 'line', showSymbol: false, symbol: 'circle' } as const
  const unseen = { ...line, stack: 'band', stackStrategy: 'all', silent: true, lineStyle: { opacity: 0 } }
  return [
    {
      ...line,
      id: 'mean',
      data: points.map(({ position, mean }) => [position, mean]),
      z: 3,
      lineStyle: { color: theme.accent, width: 2 },
      itemStyle: { color: theme.accent },
    },
    { ...unseen, id: 'low', data: points.map(({ position, low }) => [position, low]) },
    {
      ...unseen,
      id: 'band',
      data: points.map(({ position, low, high }) => [position, high - low]),
      areaStyle: { color: theme.accent, opacity: 0.16 },
    },
  ]
}

function choiceSeries(points: readonly Placed[], theme: ChartTheme) {
  return [
    {
      id: 'mean',
      type: 'scatter',
      symbolSize: 9,
      z: 5,
      data: points.map(({ position, mean }) => [position, mean]),
      itemStyle: { color: theme.accent },
    },
    whiskerSeries(
      points.map(({ position, low, high }) => [position, low, high]),
      { id: 'range', color: theme.textSecond, axis: 'y' },
    ),
  ]
}
