import {
  axisLook,
  commonOption,
  escapeHtml,
  gridAxisLook,
  labelsInside,
  tooltipOption,
} from '../commonOption'
import { type ExplainLook, HIGH_INK, LOW_INK } from './explainLook'

export interface DependenceInput extends ExplainLook {
  readonly values: readonly (string | number)[]
  readonly mean: readonly number[]
  /** A curve a row. */
  readonly single: readonly (readonly number[])[]
  readonly labels: { readonly column: string; readonly answer: string; readonly mean: string }
}

/** The mean answer by the values of a column, thin lines for single rows; bars where the values are no numbers. */
export function buildDependenceOption({ values, mean, single, labels, theme, format }: DependenceInput) {
  const isNumber = values.every((value) => typeof value === 'number')
  const curves = isNumber ? single : []
  return {
    ...commonOption(theme),
    grid: { left: 8, right: 16, top: 28, bottom: 22, ...labelsInside },
    tooltip: {
      trigger: 'axis',
      ...tooltipOption(theme),
      formatter: (items: unknown) => {
        const own = (items as { seriesId: string; dataIndex: number }[]).find(
          ({ seriesId }) => seriesId === 'mean',
        )
        const at = own?.dataIndex ?? 0
        const value = values[at] ?? ''
        return `${escapeHtml(labels.column)} ${escapeHtml(typeof value === 'number' ? format(value) : value)}<br>${escapeHtml(labels.mean)} <b>${format(mean[at] ?? NaN)}</b>`
      },
    },
    xAxis: {
      type: isNumber ? 'value' : 'category',
      ...axisLook(theme),
      ...(isNumber ? { scale: true } : { data: [...values] }),
      name: labels.column,
      nameLocation: 'middle',
      nameGap: 22,
      axisLabel: {
        ...axisLook(theme).axisLabel,
        hideOverlap: true,
        ...(isNumber ? { formatter: format } : {}),
      },
    },
    yAxis: {
      type: 'value',
      ...gridAxisLook(theme),
      scale: isNumber,
      name: labels.answer,
      nameTextStyle: { color: theme.textThird, fontSize: 11, align: 'left' },
      axisLabel: { color: theme.textThird, fontSize: 11, formatter: format },
    },
    series: dependenceSeries({ values, mean, curves, theme, isNumber }),
  }
}

interface Curves extends Pick<DependenceInput, 'values' | 'mean' | 'theme'> {
  readonly curves: readonly (readonly number[])[]
  readonly isNumber: boolean
}

function dependenceSeries({ values, mean, curves, theme, isNumber }: Curves) {
  const point = (value: string | number | undefined, y: number) => (isNumber ? [value, y] : y)
  return [
    ...curves.map((curve, row) => ({
      id: `row-${String(row)}`,
      type: 'line',
      silent: true,
      symbol: 'none',
      data: curve.map((y, at) => point(values[at], y)),
      lineStyle: { color: theme.lineStrong, width: 1, opacity: 0.7 },
    })),
    {
      id: 'mean',
      type: isNumber ? 'line' : 'bar',
      symbol: values.length === 1 ? 'circle' : 'none',
      barMaxWidth: 32,
      data: mean.map((y, at) => point(values[at], y)),
      lineStyle: { color: theme.accent, width: 2.5 },
      itemStyle: { color: theme.accent },
      z: 3,
    },
  ]
}

export interface PairInput extends ExplainLook {
  readonly grid: readonly (readonly (string | number)[])[]
  /** Row-major, the first column outside. */
  readonly mean: readonly number[]
  readonly labels: readonly [string, string]
}

/** The mean answer by the values of two columns. */
export function buildPairOption({ grid, mean, labels, theme, format }: PairInput) {
  const [across = [], up = []] = grid
  const shown = (value: string | number): string => (typeof value === 'number' ? format(value) : value)
  const category = (values: readonly (string | number)[], name: string) => ({
    ...{ type: 'category', ...axisLook(theme), data: values.map(shown), name },
    ...{ nameLocation: 'middle', nameGap: name === labels[0] ? 22 : 8 },
  })
  const data = mean.map((value, at) => [Math.floor(at / up.length), at % up.length, value])
  return {
    ...commonOption(theme),
    grid: { left: 24, right: 16, top: 8, bottom: 64, ...labelsInside },
    tooltip: {
      trigger: 'item',
      ...tooltipOption(theme),
      formatter: (item: unknown) => {
        const [x, y, value] = (item as { value: [number, number, number] }).value
        return `${escapeHtml(labels[0])} ${escapeHtml(shown(across[x] ?? ''))}<br>${escapeHtml(labels[1])} ${escapeHtml(shown(up[y] ?? ''))}<br><b>${format(value)}</b>`
      },
    },
    xAxis: category(across, labels[0]),
    yAxis: { ...category(up, labels[1]), nameLocation: 'end' },
    visualMap: {
      ...{ min: Math.min(...mean), max: Math.max(...mean), calculable: false, orient: 'horizontal' },
      ...{
        left: 'center',
        bottom: 0,
        itemHeight: 120,
        itemWidth: 10,
        formatter: (value: unknown) => format(Number(value)),
      },
      inRange: { color: [LOW_INK, theme.surface, HIGH_INK] },
      textStyle: { color: theme.textThird, fontSize: 11 },
    },
    series: [{ id: 'pair', type: 'heatmap', data }],
  }
}
