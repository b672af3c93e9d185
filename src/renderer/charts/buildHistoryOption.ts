import type { Direction } from '@shared/domain/metric'
import { niceRange, quantile, type AxisBounds, type AxisRange } from './axisRange'
import { type Chosen, dotSize } from './analysis/chosen'
import type { ChartTheme } from './chartTheme'
import { axisLook, commonOption, escapeHtml, gridAxisLook, tooltipOption, labelsInside } from './commonOption'

/** A trial on the chart. `outcome` decides how it is drawn: filled, hollow, or at the worse edge for those without a value. */
export interface HistoryPoint {
  readonly number: number
  readonly value: number | null
  readonly outcome: 'complete' | 'running' | 'unfinished' | 'failed'
}

export interface HistoryInput {
  readonly points: readonly HistoryPoint[]
  readonly direction: Direction
  /** Between what the values can lie. */
  readonly bounds?: AxisBounds | undefined
  /** What a filter leaves; the others fade. */
  readonly chosen?: Chosen
  readonly theme: ChartTheme
  readonly format: (value: number) => string
  readonly labels: {
    readonly best: string
    readonly trial: (number: number) => string
    readonly failed: string
    readonly running: string
    readonly unfinished: string
  }
}

type Pair = readonly [number, number]
/** Drawn position, then the true value: a point beyond the scale stands at its edge. */
type Dot = readonly [number, number, number]

/** Every trial's value by number, and the best so far as a step line. */
export function buildHistoryOption(input: HistoryInput) {
  const { theme } = input
  const range = valueRange(input)
  const last = input.points.reduce((most, point) => Math.max(most, point.number), 1)
  return {
    ...commonOption(theme),
    grid: { left: 8, right: 16, top: 12, bottom: 4, ...labelsInside },
    tooltip: {
      trigger: 'item',
      ...tooltipOption(theme),
      formatter: (item: unknown) => describe(item, input),
    },
    xAxis: {
      type: 'value',
      ...axisLook(theme),
      min: 1,
      max: Math.max(last, 2),
      minInterval: 1,
      axisLabel: { color: theme.textThird, fontSize: 11, hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      ...gridAxisLook(theme),
      min: range.low,
      max: range.high,
      interval: (range.high - range.low) / Math.max(range.ticks.length - 1, 1),
      axisLabel: { color: theme.textThird, fontSize: 11, formatter: input.format },
    },
    series: historySeries(input, range),
  }
}

function historySeries(input: HistoryInput, range: AxisRange) {
  const { theme, labels, chosen = null } = input
  const dots = (outcome: HistoryPoint['outcome']) => toDots(input.points, outcome, range)
  const complete = dots('complete')
  const isChosen = ([number]: Dot) => chosen === null || chosen.has(number)
  const scatter = {
    type: 'scatter',
    large: true,
    largeThreshold: 2000,
    symbolSize: dotSize(input.points.length),
    z: 3,
  } as const
  return [
    {
      ...scatter,
      id: 'complete',
      name: 'complete',
      data: complete.filter(isChosen),
      itemStyle: { color: theme.accent, opacity: 0.55 },
    },
    {
      ...scatter,
      id: 'running',
      name: labels.running,
      data: dots('running'),
      symbol: 'diamond',
      itemStyle: { color: theme.accent },
    },
    {
      ...scatter,
      id: 'unfinished',
      name: labels.unfinished,
      data: dots('unfinished'),
      itemStyle: { color: theme.surface, borderColor: theme.textThird, borderWidth: 1 },
    },
    {
      ...scatter,
      id: 'failed',
      name: labels.failed,
      data: failedDots(input, range),
      symbol: 'triangle',
      itemStyle: { color: theme.surface, borderColor: theme.bad, borderWidth: 1 },
    },
    {
      id: 'best',
      name: labels.best,
      type: 'line',
      step: 'end',
      data: bestSoFar(input.points, input.direction),
      showSymbol: false,
      silent: true,
      z: 2,
      lineStyle: { color: theme.accent, width: 2 },
    },
    { ...scatter, ...faded(theme), data: complete.filter((dot) => !isChosen(dot)) },
  ]
}

function faded(theme: ChartTheme) {
  return { id: 'others', name: 'complete', z: 1, itemStyle: { color: theme.textThird, opacity: 0.16 } }
}

/** The corners of the step line: a point where the best improves, and one at the last finished trial. */
export function bestSoFar(points: readonly HistoryPoint[], direction: Direction): Pair[] {
  const sorted = points.filter(isFinished).toSorted((left, right) => left.number - right.number)
  const corners: Pair[] = []
  let best: number | null = null
  for (const { number, value } of sorted) {
    if (best !== null && !isBetter(value, best, direction)) continue
    best = value
    corners.push([number, value])
  }
  const last = sorted.at(-1)
  if (last !== undefined && best !== null && corners.at(-1)?.[0] !== last.number)
    corners.push([last.number, best])
  return corners
}

function isFinished(point: HistoryPoint): point is HistoryPoint & { value: number } {
  return point.outcome === 'complete' && point.value !== null && Number.isFinite(point.value)
}

export function isBetter(value: number, than: number, direction: Direction): boolean {
  return direction === 'maximize' ? value > than : value < than
}

/**
 * Holds the best and nine tenths of the others: one trial that went astray must not flatten all the rest, nor may one that
 * has only begun.
 */
function valueRange({ points, direction, bounds }: HistoryInput): AxisRange {
  const finished = finiteValues(points.filter(({ outcome }) => outcome === 'complete'))
  const values = finished.length > 0 ? finished : finiteValues(points)
  if (values.length === 0) return niceRange(0, 1)
  const sign = direction === 'maximize' ? 1 : -1
  const best = quantile(values, direction === 'maximize' ? 1 : 0)
  const most = quantile(values, direction === 'maximize' ? 0.1 : 0.9)
  const worst = quantile(values, direction === 'maximize' ? 0 : 1)
  const isAstray = Math.abs(worst - best) > 3 * Math.abs(most - best) && most !== best
  const far = isAstray ? most - sign * Math.abs(most - best) * 0.2 : worst
  return niceRange(Math.min(best, far), Math.max(best, far), 4, bounds)
}

function finiteValues(points: readonly HistoryPoint[]): number[] {
  return points.flatMap(({ value }) => (value !== null && Number.isFinite(value) ? [value] : []))
}

function toDots(points: readonly HistoryPoint[], outcome: HistoryPoint['outcome'], range: AxisRange): Dot[] {
  return points.flatMap(({ number, value, outcome: own }): Dot[] =>
    own === outcome && value !== null && Number.isFinite(value)
      ? [[number, Math.min(Math.max(value, range.low), range.high), value]]
      : [],
  )
}

/** A failed trial has no value to stand at, so it stands at the worse edge of the chart. */
function failedDots({ points, direction }: HistoryInput, range: AxisRange): Dot[] {
  const edge = direction === 'maximize' ? range.low : range.high
  return points.flatMap(({ number, outcome }): Dot[] =>
    outcome === 'failed' ? [[number, edge, Number.NaN]] : [],
  )
}

function describe(item: unknown, input: HistoryInput): string {
  const { value, seriesId } = item as { value: Dot; seriesId?: string }
  const title = `<b>${escapeHtml(input.labels.trial(value[0]))}</b>`
  const result = seriesId === 'failed' ? input.labels.failed : input.format(value[2])
  const note =
    seriesId === 'running' ? input.labels.running : seriesId === 'unfinished' ? input.labels.unfinished : ''
  return [title, escapeHtml(result), escapeHtml(note)].filter(Boolean).join(' · ')
}
