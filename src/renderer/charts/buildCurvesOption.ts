import type { Direction } from '@shared/domain/metric'
import { type AxisBounds, niceRange, quantile, thin } from './axisRange'
import type { ChartTheme } from './chartTheme'
import { axisLook, commonOption, escapeHtml, gridAxisLook, tooltipOption, labelsInside } from './commonOption'

/** One curve over the epochs; `values[i]` belongs to `steps[i]`, null or NaN where there is none. */
export interface Curve {
  readonly key: string
  readonly name: string
  readonly steps: readonly number[]
  readonly values: readonly (number | null | undefined)[]
  /** Dashed lines are told apart without colour. */
  readonly isDashed?: boolean
  /** Which of the series colours; its place among the curves unless told, so that two curves of one trial can share theirs. */
  readonly ink?: number
  /** Holds each value until the next, as what is best so far does. */
  readonly isStepped?: boolean
  /** Left out of the legend, where its partner stands for it. */
  readonly isUnlisted?: boolean
}

export interface CurvesInput {
  readonly curves: readonly Curve[]
  /** Marked with an upright line; null where there is none. */
  readonly bestStep: number | null
  /** Where the interesting end of the values lies: the first epochs, far from it, may then leave the chart. */
  readonly focus?: Direction
  /** Between what the values can lie. */
  readonly bounds?: AxisBounds | undefined
  /** Epochs that are shaded: where something was found. */
  readonly bands?: readonly { readonly from: number; readonly to: number }[]
  readonly plannedSteps: number
  readonly theme: ChartTheme
  readonly format: (value: number) => string
  readonly labels: { readonly best: string; readonly epoch: (step: number) => string }
}

const MAX_POINTS = 1000
/** Share of the values that belongs to the first epochs. */
const EARLY = 0.2

/** Metric curves by epoch: the first curve in the accent, further ones in the series colours. */
export function buildCurvesOption(input: CurvesInput) {
  const { theme } = input
  const range = curveRange(input)
  return {
    ...commonOption(theme),
    grid: { left: 8, right: 16, top: 28, bottom: 4, ...labelsInside },
    legend: {
      top: 0,
      left: 0,
      itemWidth: 18,
      itemHeight: 8,
      // The line alone, dashed where the curve is; its dot would hide that.
      itemStyle: { opacity: 0 },
      data: input.curves.filter((curve) => !curve.isUnlisted).map((curve) => curve.name),
      textStyle: { color: theme.textSecond, fontSize: 11 },
      type: 'scroll',
    },
    tooltip: {
      trigger: 'axis',
      ...tooltipOption(theme),
      formatter: (items: unknown) => describe(items, input),
    },
    xAxis: {
      type: 'value',
      ...axisLook(theme),
      min: 1,
      max: Math.max(input.plannedSteps, 2),
      minInterval: 1,
    },
    yAxis: {
      type: 'value',
      ...gridAxisLook(theme),
      min: range.low,
      max: range.high,
      interval: (range.high - range.low) / Math.max(range.ticks.length - 1, 1),
      axisLabel: { color: theme.textThird, fontSize: 11, formatter: input.format },
    },
    series: input.curves.map((curve, index) => curveSeries(curve, index, input)),
  }
}

function curveSeries(curve: Curve, index: number, input: CurvesInput) {
  const ink = (curve.ink ?? index) % input.theme.series.length
  const color = input.theme.series[ink] ?? input.theme.accent
  const points = curve.steps.map((step, at) => [step, finiteOrGap(curve.values[at])] as const)
  return {
    id: curve.key,
    name: curve.name,
    type: 'line',
    symbol: points.length === 1 ? 'circle' : 'none',
    symbolSize: 5,
    data: thin(points, MAX_POINTS),
    ...(curve.isStepped === true ? { step: 'end' as const } : {}),
    itemStyle: { color },
    lineStyle: { color, width: 1.75, type: curve.isDashed ? ('dashed' as const) : ('solid' as const) },
    ...(index === 0 && input.bestStep !== null ? { markLine: bestMark(input, input.bestStep) } : {}),
    ...(index === 0 && input.bands !== undefined ? { markArea: bandMarks(input, input.bands) } : {}),
  }
}

/** A single epoch is as wide as one. */
function bandMarks({ theme }: CurvesInput, bands: NonNullable<CurvesInput['bands']>) {
  return {
    silent: true,
    itemStyle: { color: theme.bad, opacity: 0.12 },
    data: bands.map(({ from, to }) => [
      { xAxis: from === to ? from - 0.5 : from },
      { xAxis: from === to ? to + 0.5 : to },
    ]),
  }
}

function bestMark(input: CurvesInput, step: number) {
  return {
    silent: true,
    symbol: 'none',
    data: [{ xAxis: step }],
    lineStyle: { color: input.theme.textThird, type: 'dotted' as const, width: 1 },
    label: {
      formatter: input.labels.best,
      color: input.theme.textThird,
      fontSize: 10,
      position: 'insideEndTop' as const,
      rotate: 0,
    },
  }
}

function finiteOrGap(value: number | null | undefined): number | null {
  return value !== null && value !== undefined && Number.isFinite(value) ? value : null
}

/** A loss that explodes in its first epochs must not flatten what follows: the top fiftieth may leave the chart. */
function curveRange({ curves, focus, bounds }: CurvesInput) {
  const values = curves.flatMap((curve) =>
    curve.values.filter((value) => finiteOrGap(value) !== null),
  ) as number[]
  if (values.length === 0) return niceRange(0, 1)
  const low = quantile(values, focus === 'maximize' ? EARLY : 0)
  const most = quantile(values, focus === 'minimize' ? 1 - EARLY : 0.98)
  const top = quantile(values, 1)
  const high = focus === 'minimize' || top - low > 4 * (most - low) ? most : top
  return niceRange(low, high, 4, bounds)
}

function describe(items: unknown, input: CurvesInput): string {
  const rows = items as readonly {
    seriesName: string
    marker: string
    value: readonly [number, number | null]
  }[]
  const step = rows[0]?.value[0]
  if (step === undefined) return ''
  const lines = rows
    .filter(({ value }) => value[1] !== null)
    .map(
      ({ marker, seriesName, value }) =>
        `${marker}${escapeHtml(seriesName)} <b>${escapeHtml(input.format(value[1] ?? Number.NaN))}</b>`,
    )
  return [escapeHtml(input.labels.epoch(step)), ...lines].join('<br>')
}
