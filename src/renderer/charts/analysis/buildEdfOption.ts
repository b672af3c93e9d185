import type { Direction } from '@shared/domain/metric'
import { type AxisBounds, niceRange, quantile } from '../axisRange'
import type { ChartTheme } from '../chartTheme'
import {
  axisLook,
  commonOption,
  escapeHtml,
  gridAxisLook,
  labelsInside,
  tooltipOption,
} from '../commonOption'

export interface EdfCurve {
  readonly name: string
  /** From the best value on; `share` of the trials are at least as good. */
  readonly points: readonly { readonly value: number; readonly share: number }[]
}

export interface EdfInput {
  /** The study that is looked at first. */
  readonly curves: readonly EdfCurve[]
  readonly direction: Direction
  /** Between what the values can lie. */
  readonly bounds?: AxisBounds | undefined
  readonly theme: ChartTheme
  readonly format: (value: number) => string
  readonly formatShare: (share: number) => string
}

/** Worse than so many of the values lies beyond the axis. */
const SHOWN = 0.95

/** The share of trials that are at least as good as a value: the steeper at its good end, the better the search. */
export function buildEdfOption(input: EdfInput) {
  const { curves, direction, theme, format, formatShare } = input
  const range = valueRange(input)
  return {
    ...commonOption(theme),
    color: [...theme.series],
    grid: { left: 8, right: 16, top: curves.length > 1 ? 30 : 12, bottom: 4, ...labelsInside },
    legend: {
      show: curves.length > 1,
      ...{ top: 0, left: 0, type: 'plain', itemWidth: 14, itemHeight: 8 },
      textStyle: { color: theme.textSecond, fontSize: 11 },
    },
    tooltip: {
      trigger: 'item',
      ...tooltipOption(theme),
      formatter: (item: unknown) => {
        const { seriesName, value } = item as { seriesName: string; value: [number, number] }
        return `${escapeHtml(seriesName)}<br>${escapeHtml(format(value[0]))} · <b>${escapeHtml(formatShare(value[1]))}</b>`
      },
    },
    xAxis: {
      type: 'value',
      ...axisLook(theme),
      min: range.low,
      max: range.high,
      interval: (range.high - range.low) / Math.max(range.ticks.length - 1, 1),
      inverse: direction === 'maximize',
      axisLabel: { color: theme.textThird, fontSize: 11, formatter: format, hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      ...gridAxisLook(theme),
      min: 0,
      max: 1,
      interval: 0.25,
      axisLabel: { color: theme.textThird, fontSize: 11, formatter: formatShare },
    },
    series: curves.map(({ name, points }, index) => ({
      id: `edf-${String(index)}`,
      name,
      type: 'line',
      step: 'end',
      showSymbol: false,
      symbol: 'circle',
      triggerLineEvent: true,
      data: points.map(({ value, share }) => [value, share]),
      lineStyle: { width: index === 0 ? 2 : 1.5 },
    })),
  }
}

function valueRange({ curves, direction, bounds }: EdfInput) {
  const values = curves.flatMap(({ points }) => points.map(({ value }) => value)).filter(Number.isFinite)
  if (values.length === 0) return niceRange(0, 1)
  return direction === 'minimize'
    ? niceRange(quantile(values, 0), quantile(values, SHOWN), 4, bounds)
    : niceRange(quantile(values, 1 - SHOWN), quantile(values, 1), 4, bounds)
}
