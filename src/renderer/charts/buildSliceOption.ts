import { type AxisBounds, niceRange } from './axisRange'
import { type Chosen, dotSeries } from './analysis/chosen'
import type { ChartTheme } from './chartTheme'
import { axisLook, commonOption, escapeHtml, gridAxisLook, tooltipOption, labelsInside } from './commonOption'
import { axisPositions, labelAt, toPosition, type ParallelAxis } from './parallelAxes'

export interface SlicePoint {
  readonly number: number
  readonly setting: number | string | boolean | null
  readonly value: number
}

export interface SliceInput {
  readonly axis: ParallelAxis
  readonly points: readonly SlicePoint[]
  /** Between what the values can lie. */
  readonly bounds?: AxisBounds | undefined
  /** What a filter leaves; the others fade. */
  readonly chosen?: Chosen
  readonly theme: ChartTheme
  readonly format: (value: number) => string
  readonly trialLabel: (number: number) => string
}

/** The objective over one setting: one dot a trial that has it. */
export function buildSliceOption(input: SliceInput) {
  const { theme, axis } = input
  const { low, high, ticks } = axisPositions(axis.scale)
  const room = axis.scale.kind === 'choice' ? 0.5 : (high - low) * 0.03
  const data = slicePoints(input)
  const values = data.map((point) => point[1])
  const range =
    values.length === 0 ? niceRange(0, 1) : niceRange(least(values), most(values), 3, input.bounds)
  return {
    ...commonOption(theme),
    grid: { left: 8, right: 16, top: 8, bottom: 4, ...labelsInside },
    tooltip: {
      trigger: 'item',
      ...tooltipOption(theme),
      formatter: (item: unknown) => describe(item, input),
    },
    xAxis: {
      type: 'value',
      ...axisLook(theme),
      min: low - room,
      max: high + room,
      axisLabel: {
        color: theme.textThird,
        fontSize: 10,
        customValues: ticks,
        hideOverlap: true,
        formatter: (position: number) => labelAt(axis, position),
      },
    },
    yAxis: {
      type: 'value',
      ...gridAxisLook(theme),
      min: range.low,
      max: range.high,
      interval: (range.high - range.low) / Math.max(range.ticks.length - 1, 1),
      axisLabel: { color: theme.textThird, fontSize: 10, formatter: input.format },
    },
    series: dotSeries(data, input.chosen ?? null, {
      ...{ id: 'slice', theme, color: theme.accent },
      ...{ size: 6, opacity: 0.5 },
    }).toReversed(),
  }
}

function slicePoints(input: SliceInput): [number, number, number][] {
  return input.points.flatMap(({ number, setting, value }): [number, number, number][] => {
    const position = toPosition(input.axis.scale, setting)
    return Number.isFinite(position) && Number.isFinite(value) ? [[position, value, number]] : []
  })
}

const least = (values: readonly number[]) => values.reduce((low, value) => Math.min(low, value))
const most = (values: readonly number[]) => values.reduce((high, value) => Math.max(high, value))

function describe(item: unknown, input: SliceInput): string {
  const [position, value, number] = (item as { value: [number, number, number] }).value
  const title = `<b>${escapeHtml(input.trialLabel(number))}</b>`
  return `${title}<br>${escapeHtml(input.axis.label)} ${escapeHtml(labelAt(input.axis, position))} · ${escapeHtml(input.format(value))}`
}
