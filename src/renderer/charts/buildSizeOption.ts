import type { ChartTheme } from './chartTheme'
import { commonOption, escapeHtml, gridAxisLook, labelsInside, tooltipOption } from './commonOption'

export interface SizedModel {
  readonly name: string
  readonly sizeBytes: number
  readonly value: number
  /** The model that the others were made of. */
  readonly isWhole: boolean
}

export interface SizeInput {
  readonly models: readonly SizedModel[]
  readonly theme: ChartTheme
  readonly formatSize: (bytes: number) => string
  readonly formatValue: (value: number) => string
  readonly labels: { readonly size: string; readonly value: string }
}

/** A dot a model: size to the right, the metric upwards; the whole one is hollow. */
export function buildSizeOption({ models, theme, formatSize, formatValue, labels }: SizeInput) {
  const label = { color: theme.textThird, fontSize: 11, hideOverlap: true }
  return {
    ...commonOption(theme),
    grid: { left: 8, right: 24, top: 28, bottom: 24, ...labelsInside },
    tooltip: {
      trigger: 'item',
      ...tooltipOption(theme),
      formatter: (item: unknown) => {
        const { name, sizeBytes, value } = models[placeOf(item)] ?? { name: '', sizeBytes: 0, value: 0 }
        return `${escapeHtml(name)}<br>${formatSize(sizeBytes)} · ${formatValue(value)}`
      },
    },
    xAxis: {
      ...{ type: 'value', min: 0, ...gridAxisLook(theme) },
      ...{ name: labels.size, nameLocation: 'middle', nameGap: 26 },
      axisLabel: { ...label, formatter: formatSize },
    },
    yAxis: {
      ...{ type: 'value', scale: true, ...gridAxisLook(theme) },
      ...{ name: labels.value, nameLocation: 'end', nameGap: 10 },
      axisLabel: { ...label, formatter: formatValue },
    },
    series: [
      {
        id: 'models',
        type: 'scatter',
        symbolSize: 10,
        data: models.map(({ sizeBytes, value, isWhole }) => ({
          value: [sizeBytes, value],
          itemStyle: isWhole
            ? { color: theme.surface, borderColor: theme.textSecond, borderWidth: 2 }
            : { color: theme.accent },
        })),
      },
    ],
  }
}

function placeOf(item: unknown): number {
  const place = typeof item === 'object' && item !== null ? Reflect.get(item, 'dataIndex') : -1
  return typeof place === 'number' ? place : -1
}
