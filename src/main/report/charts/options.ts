/** @file The charts of a report. */
import type { EChartsOption } from 'echarts'
import type { ParameterImportance } from '../../../shared/domain/analysis/importance'
import {
  isShareMetric,
  type MetricName,
  type Objective,
  type StepMetrics,
} from '../../../shared/domain/metric'
import { isRanked } from '../../../shared/domain/rankTrials'
import type { TrialRow } from '../../../shared/domain/trial'

/** Told apart without colours, too: points, a line, a dashed line. */
const BLUE = '#1f6feb'
const ORANGE = '#c2570c'
const GREY = '#8b94a3'
const FONT = { fontFamily: 'system-ui, sans-serif', fontSize: 11, color: '#3b4252' }
const GRID = { left: 56, right: 16, top: 28, bottom: 40 }

/** More points than this cannot be told apart on paper. */
const MOST_POINTS = 2000

const axis = (name: string): object => ({
  type: 'value',
  name,
  nameLocation: 'middle',
  nameGap: 26,
  scale: true,
  axisLabel: FONT,
  nameTextStyle: FONT,
  splitLine: { lineStyle: { color: '#e6e9ef' } },
})

/** An axis of a metric's values: shares of rows as percentages. */
const axisOf = (metric: MetricName): object => {
  const formatter = (value: number): string => `${String(Number((100 * value).toFixed(1)))} %`
  if (!isShareMetric(metric)) return axis('')
  // No share is above 100 %, which the axis would else leave room for.
  const top = ({ max }: { max: number }): number | null => (max > 0.9 ? 1 : null)
  return { ...axis(''), max: top, axisLabel: { ...FONT, formatter } }
}

interface HistoryWords {
  readonly trial: string
  readonly metric: string
  readonly bestSoFar: string
}

/** The value of every complete trial by its number, and the best so far. */
export function historyOption(
  trials: readonly TrialRow[],
  { metric, direction }: Objective,
  words: HistoryWords,
): EChartsOption {
  const points = trials.filter(isRanked).map(({ number, value }) => [number, value])
  let best = direction === 'maximize' ? -Infinity : Infinity
  const line = points.map(([number = 0, value = 0]) => {
    best = direction === 'maximize' ? Math.max(best, value) : Math.min(best, value)
    return [number, best]
  })
  return {
    textStyle: FONT,
    grid: GRID,
    legend: { top: 0, right: 0, textStyle: FONT },
    xAxis: axis(words.trial),
    yAxis: axisOf(metric),
    series: [
      { type: 'scatter', name: words.metric, symbolSize: 5, itemStyle: { color: GREY }, data: thin(points) },
      {
        type: 'line',
        name: words.bestSoFar,
        step: 'end',
        showSymbol: false,
        lineStyle: { color: BLUE },
        itemStyle: { color: BLUE },
        data: thin(line),
      },
    ],
  }
}

interface CurveWords {
  readonly step: string
  readonly train: string
  readonly validation: string
}

export function curvesOption(
  steps: readonly StepMetrics[],
  metric: MetricName,
  words: CurveWords,
): EChartsOption {
  const of = (part: 'train' | 'validation') =>
    steps.flatMap((step) => {
      const value = step[part][metric]
      return value === undefined ? [] : [[step.step, value]]
    })
  const line = (name: string, color: string, type: 'solid' | 'dashed', data: number[][]) => ({
    type: 'line' as const,
    name,
    showSymbol: false,
    lineStyle: { color, type },
    itemStyle: { color },
    data: thin(data),
  })
  return {
    textStyle: FONT,
    grid: GRID,
    legend: { top: 0, right: 0, textStyle: FONT },
    xAxis: axis(words.step),
    yAxis: axisOf(metric),
    series: [
      line(words.validation, BLUE, 'solid', of('validation')),
      line(words.train, ORANGE, 'dashed', of('train')),
    ],
  }
}

/** The most important at the top. */
export function importanceOption(parameters: readonly ParameterImportance[]): EChartsOption {
  const shown = parameters.slice(0, 12).toReversed()
  return {
    textStyle: FONT,
    grid: { left: 190, right: 40, top: 8, bottom: 24 },
    xAxis: { type: 'value', axisLabel: FONT, min: 0 },
    yAxis: { type: 'category', data: shown.map(({ name }) => name), axisLabel: FONT },
    series: [
      {
        type: 'bar',
        barMaxWidth: 14,
        itemStyle: { color: BLUE },
        label: { show: true, position: 'right', ...FONT, formatter: ({ value }) => String(value) },
        data: shown.map(({ importance }) => Number(importance.toFixed(3))),
      },
    ],
  }
}

interface PointWords {
  readonly actual: string
  readonly predicted: string
}

/** Predicted over actual values; the dashed line is where they are alike. */
export function pointsOption(
  points: readonly { readonly actual: number; readonly predicted: number }[],
  words: PointWords,
): EChartsOption {
  const all = points.flatMap(({ actual, predicted }) => [actual, predicted])
  const [low, high] = [Math.min(...all), Math.max(...all)]
  return {
    textStyle: FONT,
    grid: GRID,
    xAxis: axis(words.actual),
    yAxis: { ...axis(words.predicted), nameGap: 40 },
    series: [
      {
        type: 'scatter',
        symbolSize: 4,
        itemStyle: { color: BLUE, opacity: 0.6 },
        data: points.map(({ actual, predicted }) => [actual, predicted]),
      },
      {
        type: 'line',
        showSymbol: false,
        lineStyle: { color: GREY, type: 'dashed' },
        data: [
          [low, low],
          [high, high],
        ],
      },
    ],
  }
}

/** Every n-th point, and always the last. */
function thin<T>(points: readonly T[]): T[] {
  const stride = Math.ceil(points.length / MOST_POINTS)
  return points.filter((_, index) => index % stride === 0 || index === points.length - 1)
}
