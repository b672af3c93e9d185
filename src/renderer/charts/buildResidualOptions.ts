import { niceRange } from './axisRange'
import type { ChartTheme } from './chartTheme'
import { axisLook, commonOption, gridAxisLook, tooltipOption, labelsInside } from './commonOption'

export interface ResidualInput {
  readonly points: readonly { readonly actual: number; readonly predicted: number }[]
  readonly theme: ChartTheme
  readonly format: (value: number) => string
  readonly labels: { readonly actual: string; readonly predicted: string; readonly residual: string }
}

/** Predicted over actual, with the line on which both are equal. */
export function buildPredictedOption(input: ResidualInput) {
  const points = finitePoints(input)
  const all = points.flatMap(({ actual, predicted }) => [actual, predicted])
  const range = rangeOf(all)
  const data = points.map(({ actual, predicted }) => [actual, predicted] as const)
  return {
    ...frame(input, input.labels.actual, input.labels.predicted),
    xAxis: valueAxis(input, input.labels.actual, range),
    yAxis: gridAxis(input, input.labels.predicted, range),
    series: [
      dots('predicted', data, input.theme),
      rule(input.theme, [range.low, range.low], [range.high, range.high]),
    ],
  }
}

/** What is left (actual − predicted) over what was predicted; a good model leaves no pattern around zero. */
export function buildResidualOption(input: ResidualInput) {
  const data = finitePoints(input).map(({ actual, predicted }) => [predicted, actual - predicted] as const)
  const across = rangeOf(data.map(([predicted]) => predicted))
  const reach = data.reduce((most, [, residual]) => Math.max(most, Math.abs(residual)), 0)
  return {
    ...frame(input, input.labels.predicted, input.labels.residual),
    xAxis: valueAxis(input, input.labels.predicted, across),
    yAxis: gridAxis(input, input.labels.residual, niceRange(-reach, reach)),
    series: [dots('residuals', data, input.theme), rule(input.theme, [across.low, 0], [across.high, 0])],
  }
}

function finitePoints(input: ResidualInput) {
  return input.points.filter(({ actual, predicted }) => Number.isFinite(actual) && Number.isFinite(predicted))
}

function rangeOf(values: readonly number[]) {
  if (values.length === 0) return niceRange(0, 1)
  return niceRange(
    values.reduce((low, value) => Math.min(low, value)),
    values.reduce((high, value) => Math.max(high, value)),
  )
}

function frame(input: ResidualInput, across: string, up: string) {
  return {
    ...commonOption(input.theme),
    grid: { left: 8, right: 20, top: 26, bottom: 20, ...labelsInside },
    tooltip: {
      trigger: 'item',
      ...tooltipOption(input.theme),
      formatter: (item: unknown) => {
        const [x, y] = (item as { value: [number, number] }).value
        return `${across} ${input.format(x)}<br>${up} ${input.format(y)}`
      },
    },
  }
}

interface Ends {
  readonly low: number
  readonly high: number
}

function valueAxis(input: ResidualInput, name: string, ends: Ends) {
  const look = axisLook(input.theme)
  return {
    type: 'value',
    ...look,
    name,
    nameLocation: 'middle',
    nameGap: 24,
    min: ends.low,
    max: ends.high,
    axisLabel: { ...look.axisLabel, formatter: input.format, hideOverlap: true },
  }
}

function gridAxis(input: ResidualInput, name: string, ends: Ends) {
  const look = gridAxisLook(input.theme)
  return {
    type: 'value',
    ...look,
    name,
    nameTextStyle: { ...look.nameTextStyle, align: 'left' },
    min: ends.low,
    max: ends.high,
    axisLabel: { ...look.axisLabel, formatter: input.format },
  }
}

function dots(id: string, data: readonly (readonly [number, number])[], theme: ChartTheme) {
  return {
    id,
    type: 'scatter',
    symbolSize: 5,
    large: true,
    largeThreshold: 2000,
    data,
    itemStyle: { color: theme.accent, opacity: 0.5 },
  }
}

function rule(theme: ChartTheme, from: readonly [number, number], to: readonly [number, number]) {
  return {
    id: 'rule',
    type: 'line',
    data: [from, to],
    showSymbol: false,
    silent: true,
    lineStyle: { color: theme.textThird, type: 'dashed', width: 1 },
  }
}
