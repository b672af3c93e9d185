import type { Direction } from '@shared/domain/metric'
import { type AxisBounds, type AxisRange, niceRange, quantile } from '../axisRange'
import type { ChartTheme } from '../chartTheme'
import {
  axisLook,
  commonOption,
  escapeHtml,
  gridAxisLook,
  labelsInside,
  tooltipOption,
} from '../commonOption'
import { type Chosen, dotSeries, dotSize } from './chosen'

export interface ParetoTrial {
  readonly number: number
  readonly values: readonly number[]
}

export interface ParetoObjective {
  readonly label: string
  readonly direction: Direction
  /** What a model costs: sizes that lie powers of ten apart are shown so. */
  readonly isCost?: boolean
  /** Between what the values can lie. */
  readonly bounds?: AxisBounds | undefined
  readonly format: (value: number) => string
}

export interface ParetoInput {
  readonly objectives: readonly ParetoObjective[]
  /** Places of the two that are drawn. */
  readonly shown: { readonly x: number; readonly y: number }
  readonly front: readonly ParetoTrial[]
  readonly others: readonly ParetoTrial[]
  readonly knee: number | null
  readonly chosen: Chosen
  readonly theme: ChartTheme
  readonly labels: {
    readonly front: string
    readonly knee: string
    readonly trial: (number: number) => string
  }
}

/** Trials by two objectives: those that no other one beats in front, with the one that compromises best marked. */
export function buildParetoOption(input: ParetoInput) {
  const { objectives, shown, front, others, theme, chosen } = input
  const { x, y } = shown
  const pointOf = ({ number, values }: ParetoTrial) => [
    values[x] ?? Number.NaN,
    values[y] ?? Number.NaN,
    number,
  ]
  const inOrder = front.toSorted((a, b) => (a.values[x] ?? 0) - (b.values[x] ?? 0))
  const knee = front.filter(({ number }) => number === input.knee)
  return {
    ...commonOption(theme),
    grid: { left: 8, right: 20, top: 28, bottom: 24, ...labelsInside },
    tooltip: {
      trigger: 'item',
      ...tooltipOption(theme),
      formatter: (item: unknown) => describe(item, input),
    },
    xAxis: { ...objectiveAxis(input, x), nameLocation: 'middle', nameGap: 26, ...lookOf(theme, false) },
    yAxis: { ...objectiveAxis(input, y), nameLocation: 'end', nameGap: 10, ...lookOf(theme, true) },
    series: [
      ...dotSeries(others.map(pointOf), chosen, {
        ...{ id: 'others', theme, color: theme.textThird },
        ...{ size: dotSize(others.length), opacity: 0.4 },
      }),
      {
        id: 'line',
        type: 'line',
        data: objectives.length === 2 ? inOrder.map(pointOf) : [],
        showSymbol: false,
        silent: true,
        z: 2,
        lineStyle: { color: theme.accent, width: 1.5, opacity: 0.6 },
      },
      ...dotSeries(inOrder.map(pointOf), chosen, {
        ...{ id: 'front', theme, color: theme.accent },
        ...{ size: front.length > 100 ? 6 : 9, opacity: 1 },
      }),
      {
        id: 'knee',
        type: 'scatter',
        data: knee.map(pointOf),
        symbol: 'diamond',
        symbolSize: 15,
        z: 6,
        itemStyle: { color: theme.series[1] ?? theme.accent, borderColor: theme.surface, borderWidth: 1.5 },
        label: {
          show: true,
          position: 'right',
          formatter: input.labels.knee,
          color: theme.text,
          fontSize: 11,
        },
      },
    ],
  }
}

function lookOf(theme: ChartTheme, isGrid: boolean) {
  const { axisLabel: _, ...look } = isGrid ? gridAxisLook(theme) : axisLook(theme)
  return { ...look, nameTextStyle: { color: theme.textSecond, fontSize: 11 } }
}

/** Costs that differ by this factor are told apart by their powers of ten only. */
const LOG_FROM = 50

function decades(low: number, high: number): Pick<AxisRange, 'low' | 'high'> {
  return { low: 10 ** Math.floor(Math.log10(low)), high: 10 ** Math.ceil(Math.log10(high)) }
}

/** Holds the whole front, and nine tenths of the others. */
function objectiveAxis({ objectives, front, others, theme }: ParetoInput, index: number) {
  const objective = objectives[index]
  const own = (trials: readonly ParetoTrial[]) =>
    trials.map(({ values }) => values[index] ?? Number.NaN).filter(Number.isFinite)
  const rest = own(others)
  const near = rest.length === 0 ? [] : [quantile(rest, 0.05), quantile(rest, 0.95)]
  const values = [...own(front), ...near]
  const [low, high] = values.length === 0 ? [0, 1] : [quantile(values, 0), quantile(values, 1)]
  const isLog = objective?.isCost === true && low > 0 && high / low >= LOG_FROM
  const range = isLog ? decades(low, high) : niceRange(low, high, 4, objective?.bounds)
  return {
    type: isLog ? 'log' : 'value',
    name: objective?.label ?? '',
    min: range.low,
    max: range.high,
    axisLabel: {
      color: theme.textThird,
      fontSize: 11,
      formatter: objective?.format ?? String,
      hideOverlap: true,
    },
  }
}

function describe(item: unknown, { objectives, front, others, labels }: ParetoInput): string {
  const { value, seriesId } = item as { value: readonly number[]; seriesId: string }
  const number = value[2]
  const trial = [...front, ...others].find((own) => own.number === number)
  if (trial === undefined) return ''
  const note = seriesId.startsWith('others') ? '' : ` · ${escapeHtml(labels.front)}`
  const lines = objectives.map(
    ({ label, format }, index) =>
      `${escapeHtml(label)} <b>${escapeHtml(format(trial.values[index] ?? Number.NaN))}</b>`,
  )
  return [`<b>${escapeHtml(labels.trial(trial.number))}</b>${note}`, ...lines].join('<br>')
}

export interface VolumeInput {
  readonly steps: readonly { readonly trials: number; readonly share: number }[]
  readonly theme: ChartTheme
  readonly formatShare: (share: number) => string
  readonly trialsLabel: (count: number) => string
}

/** How the dominated volume grew: flat at the end, the front has settled. */
export function buildVolumeOption({ steps, theme, formatShare, trialsLabel }: VolumeInput) {
  const shares = steps.map(({ share }) => share)
  const range =
    shares.length === 0
      ? niceRange(0, 1)
      : niceRange(Math.min(...shares), Math.max(...shares), 3, { low: 0, high: 1 })
  return {
    ...commonOption(theme),
    grid: { left: 8, right: 16, top: 8, bottom: 4, ...labelsInside },
    tooltip: {
      trigger: 'axis',
      ...tooltipOption(theme),
      formatter: (items: unknown) => {
        const [item] = items as { value: [number, number] }[]
        if (item === undefined) return ''
        return `${escapeHtml(trialsLabel(item.value[0]))}<br><b>${escapeHtml(formatShare(item.value[1]))}</b>`
      },
    },
    xAxis: {
      type: 'value',
      ...axisLook(theme),
      min: Math.min(1, steps.length),
      max: steps.at(-1)?.trials ?? 2,
      minInterval: 1,
      axisLabel: { color: theme.textThird, fontSize: 11, hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      ...gridAxisLook(theme),
      min: range.low,
      max: Math.min(1, range.high),
      axisLabel: { color: theme.textThird, fontSize: 11, formatter: formatShare },
    },
    series: [
      {
        id: 'volume',
        type: 'line',
        step: 'end',
        showSymbol: false,
        data: steps.map(({ trials, share }) => [trials, share]),
        lineStyle: { color: theme.accent, width: 2 },
        itemStyle: { color: theme.accent },
      },
    ],
  }
}
