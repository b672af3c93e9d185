import type { ChartTheme } from './chartTheme'
import { niceRange } from './axisRange'
import { axisLook, commonOption, escapeHtml, gridAxisLook, labelsInside, tooltipOption } from './commonOption'

const DAY_MS = 86_400_000

export interface SeriesPoint {
  /** Days since 1970-01-01, or the number of the time column. */
  readonly time: number
  readonly value: number
}

/** A stretch of the known rows, in shares of them from 0 to 1, in order. */
export interface SeriesStretch {
  readonly part: 'train' | 'validation'
  readonly from: number
  readonly to: number
}

export interface SeriesInput {
  /** Evenly spread over the rows that are not sealed, in order of time. */
  readonly points: readonly SeriesPoint[]
  readonly isDate: boolean
  readonly stretches: readonly SeriesStretch[]
  /** Rows that are sealed, as a share of the others; they are hinted at, not drawn. */
  readonly sealedShare: number
  /** One window: what is read and how far ahead the target stands, as shares of the known rows; null: none is drawn. */
  readonly window: { readonly lookback: number; readonly horizon: number } | null
  readonly theme: ChartTheme
  /** Inks of the parts. */
  readonly inks: { readonly train: string; readonly validation: string; readonly test: string }
  readonly format: (value: number) => string
  readonly formatTime: (time: number) => string
  readonly labels: {
    readonly train: string
    readonly validation: string
    readonly sealed: string
    readonly window: string
    readonly target: string
  }
}

type Pair = [number, number]

/** The target over time: every part in its colour, the sealed rows as an empty stretch at the end, one window sketched. */
export function buildSeriesOption(input: SeriesInput) {
  const { theme, labels, points } = input
  const values = points.map(({ value }) => value).filter(Number.isFinite)
  const range = values.length === 0 ? niceRange(0, 1) : niceRange(Math.min(...values), Math.max(...values))
  const look = axisLook(theme)
  return {
    ...commonOption(theme),
    // Moments of files have no place on earth.
    useUTC: true,
    grid: { left: 8, right: 16, top: 30, bottom: 4, ...labelsInside },
    legend: {
      data: [labels.train, labels.validation],
      top: 0,
      right: 8,
      itemWidth: 14,
      itemHeight: 8,
      icon: 'roundRect',
      textStyle: { color: theme.textSecond, fontSize: 11 },
      selectedMode: false,
    },
    tooltip: {
      trigger: 'axis',
      ...tooltipOption(theme),
      axisPointer: { lineStyle: { color: theme.lineStrong } },
      formatter: (items: unknown) => describe(items, input),
    },
    xAxis: {
      type: input.isDate ? 'time' : 'value',
      ...look,
      min: place(input, points[0]?.time ?? 0),
      max: endOf(input),
      axisLabel: { ...look.axisLabel, hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      ...gridAxisLook(theme),
      min: range.low,
      max: range.high,
      axisLabel: { ...look.axisLabel, formatter: input.format },
    },
    series: [
      { ...partLine(input, 'train'), markArea: sealedArea(input) },
      partLine(input, 'validation'),
      ...windowSeries(input),
    ],
  }
}

const place = ({ isDate }: Pick<SeriesInput, 'isDate'>, time: number): number =>
  isDate ? time * DAY_MS : time

function endOf(input: SeriesInput): number {
  const first = input.points[0]?.time ?? 0
  const last = input.points.at(-1)?.time ?? 1
  return place(input, last + (last - first) * input.sealedShare)
}

/** A line breaks where its part does: null stands between two stretches. */
function partLine(input: SeriesInput, part: SeriesStretch['part']) {
  const data = input.stretches
    .filter((stretch) => stretch.part === part)
    .flatMap(({ from, to }, index): (Pair | [number, null])[] => {
      const drawn = pointsBetween(input, from, to)
      const [first] = drawn
      return index > 0 && first ? [[first[0], null], ...drawn] : drawn
    })
  return {
    id: part,
    name: input.labels[part],
    type: 'line',
    data,
    showSymbol: data.length === 1,
    connectNulls: false,
    lineStyle: { width: 1.2 },
    color: input.inks[part],
    z: 3,
  }
}

/** The point before a stretch belongs to it as well, so that the line does not tear. */
function pointsBetween(input: SeriesInput, from: number, to: number): Pair[] {
  const count = input.points.length
  const start = Math.max(0, Math.round(from * count) - (from > 0 ? 1 : 0))
  return input.points
    .slice(start, Math.round(to * count))
    .map(({ time, value }) => [place(input, time), value])
}

function sealedArea(input: SeriesInput) {
  const last = input.points.at(-1)
  if (input.sealedShare <= 0 || !last) return undefined
  return {
    silent: true,
    itemStyle: { color: input.inks.test, opacity: 0.12 },
    label: { color: input.theme.textSecond, fontSize: 11, position: 'inside' },
    data: [[{ name: input.labels.sealed, xAxis: place(input, last.time) }, { xAxis: endOf(input) }]],
  }
}

/** A window at the end of the training rows: a band for what is read, a dot for what is predicted. */
function windowSeries(input: SeriesInput) {
  const { window, points, theme, labels } = input
  const end = input.stretches.find(({ part }) => part === 'train')?.to ?? 1
  const at = (share: number) =>
    points[Math.min(points.length - 1, Math.max(0, Math.round(share * points.length) - 1))]
  const [from, to] = window ? [at(end - window.horizon - window.lookback), at(end - window.horizon)] : []
  const target = at(end)
  if (!from || !to || !target) return []
  return [
    {
      id: 'window',
      name: labels.target,
      type: 'scatter',
      data: [[place(input, target.time), target.value]],
      symbol: 'diamond',
      symbolSize: 10,
      itemStyle: { color: theme.surface, borderColor: theme.text, borderWidth: 1.5 },
      tooltip: { show: false },
      z: 5,
      markArea: {
        silent: true,
        itemStyle: { color: theme.text, opacity: 0.1 },
        label: { color: theme.textSecond, fontSize: 11, position: 'insideTop' },
        data: [[{ name: labels.window, xAxis: place(input, from.time) }, { xAxis: place(input, to.time) }]],
      },
    },
  ]
}

function describe(items: unknown, input: SeriesInput): string {
  const [item] = items as { value?: Pair; seriesName?: string }[]
  if (!item?.value) return ''
  const [time, value] = item.value
  const moment = input.formatTime(input.isDate ? time / DAY_MS : time)
  return `${escapeHtml(moment)}<br><b>${escapeHtml(input.format(value))}</b> · ${escapeHtml(item.seriesName ?? '')}`
}
