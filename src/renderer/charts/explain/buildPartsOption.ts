import { axisLook, commonOption, escapeHtml, gridAxisLook, labelsInside } from '../commonOption'
import { effectInk, type ExplainLook, itemTooltip } from './explainLook'

export interface PartsInput extends ExplainLook {
  readonly names: readonly string[]
  readonly values: readonly number[]
}

/** What every step or feature did, in the order of the row. */
export function buildPartsOption({ names, values, theme, format }: PartsInput) {
  return {
    ...commonOption(theme),
    grid: { left: 8, right: 16, top: 8, bottom: 4, ...labelsInside },
    tooltip: itemTooltip(
      theme,
      (at) => `${escapeHtml(names[at] ?? '')}<br><b>${format(values[at] ?? 0)}</b>`,
    ),
    xAxis: {
      type: 'category',
      ...axisLook(theme),
      data: [...names],
      axisLabel: { ...axisLook(theme).axisLabel, hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      ...gridAxisLook(theme),
      axisLabel: { color: theme.textThird, fontSize: 11, formatter: format },
    },
    series: [
      {
        id: 'parts',
        type: 'bar',
        data: values.map((value) => ({ value, itemStyle: { color: effectInk(theme, value >= 0) } })),
      },
    ],
  }
}
