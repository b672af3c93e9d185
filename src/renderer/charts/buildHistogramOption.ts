import type { Histogram } from '@shared/domain/column'
import { niceRange } from './axisRange'
import type { ChartTheme } from './chartTheme'
import { axisLook, commonOption, escapeHtml, gridAxisLook, labelsInside, tooltipOption } from './commonOption'

/** A place on the axis of values, with its name. */
export interface HistogramMark {
  readonly at: number
  readonly label: string
  /** The one that was chosen stands out. */
  readonly isStrong?: boolean
}

export interface HistogramInput {
  readonly histogram: Histogram
  readonly theme: ChartTheme
  readonly format: (value: number) => string
  readonly formatCount: (count: number) => string
  readonly marks?: readonly HistogramMark[]
  /** Bars beyond these are drawn in another ink: outliers, texts that are cut. */
  readonly inside?: { readonly low: number; readonly high: number }
  /** The other ink; the second colour unless given. */
  readonly outsideInk?: string
}

type Bar = readonly [number, number, number, number]

/** How many rows have which values; marks stand on the axis of values. */
export function buildHistogramOption(input: HistogramInput) {
  const { histogram, theme, formatCount } = input
  const outsideInk = input.outsideInk ?? theme.series[1] ?? theme.bad
  const bars = barsOf(histogram)
  const counts = niceRange(0, Math.max(1, ...histogram.counts))
  const isInside = (bar: Bar): boolean => {
    if (!input.inside) return true
    const middle = (bar[2] + bar[3]) / 2
    return middle >= input.inside.low && middle <= input.inside.high
  }
  return {
    ...commonOption(theme),
    grid: { left: 8, right: 16, top: 30, bottom: 4, ...labelsInside },
    tooltip: {
      trigger: 'item',
      ...tooltipOption(theme),
      formatter: (item: unknown) => describe(item, input),
    },
    xAxis: {
      type: 'value',
      ...axisLook(theme),
      ...axisEnds(histogram),
      axisLabel: { color: theme.textThird, fontSize: 11, hideOverlap: true, formatter: input.format },
    },
    yAxis: {
      type: 'value',
      ...gridAxisLook(theme),
      min: 0,
      max: counts.high,
      interval: counts.high / Math.max(1, counts.ticks.length - 1),
      axisLabel: { color: theme.textThird, fontSize: 11, formatter: formatCount },
    },
    series: [
      {
        id: 'bars',
        type: 'bar',
        // Of a bin: neighbours touch but for a hair.
        barWidth: '96%',
        data: bars.map((bar) => ({
          value: bar,
          itemStyle: { color: isInside(bar) ? theme.accent : outsideInk, opacity: 0.8 },
        })),
        encode: { x: 0, y: 1 },
        markLine: markLine(input),
      },
    ],
  }
}

function barsOf({ low, high, counts }: Histogram): Bar[] {
  const width = (high - low) / Math.max(1, counts.length)
  return counts.map((count, index) => [
    low + (index + 0.5) * width,
    count,
    low + index * width,
    low + (index + 1) * width,
  ])
}

/** A column of one value has a histogram without width. */
function axisEnds({ low, high }: Histogram): { min: number; max: number } {
  return low < high ? { min: low, max: high } : { min: low - 0.5, max: high + 0.5 }
}

function markLine({ marks = [], theme }: HistogramInput) {
  return {
    silent: true,
    symbol: 'none',
    animation: false,
    data: marks.map(({ at, label, isStrong }) => ({
      xAxis: at,
      lineStyle: { color: isStrong ? theme.text : theme.textThird, width: isStrong ? 2 : 1, type: 'solid' },
      label: {
        formatter: label,
        position: 'end',
        color: isStrong ? theme.text : theme.textSecond,
        fontSize: 11,
        fontWeight: isStrong ? 600 : 400,
      },
    })),
  }
}

function describe(item: unknown, { format, formatCount }: HistogramInput): string {
  const { value } = item as { value: Bar }
  return `${escapeHtml(format(value[2]))} – ${escapeHtml(format(value[3]))}<br><b>${escapeHtml(formatCount(value[1]))}</b>`
}
