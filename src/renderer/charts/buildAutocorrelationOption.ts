import type { ChartTheme } from './chartTheme'
import { axisLook, commonOption, escapeHtml, gridAxisLook, labelsInside, tooltipOption } from './commonOption'

export interface AutocorrelationInput {
  /** Of lag 0, 1, 2 … */
  readonly values: readonly number[]
  /** Rows that were looked at: within ±1.96/√n a correlation may be chance. */
  readonly rowCount: number
  /** Rows after which the figures repeat; its bar stands out. */
  readonly season: number | null
  readonly theme: ChartTheme
  readonly format: (value: number) => string
  readonly lagLabel: (lag: number) => string
}

/** How alike a series is to itself some rows before; lag 0 says nothing and is left out. */
export function buildAutocorrelationOption(input: AutocorrelationInput) {
  const { theme, values, season } = input
  const bound = input.rowCount > 0 ? 1.96 / Math.sqrt(input.rowCount) : 0
  const look = axisLook(theme)
  return {
    ...commonOption(theme),
    grid: { left: 8, right: 12, top: 8, bottom: 4, ...labelsInside },
    tooltip: {
      trigger: 'item',
      ...tooltipOption(theme),
      formatter: (item: unknown) => describe(item, input),
    },
    xAxis: {
      type: 'category',
      ...look,
      data: values.slice(1).map((_, index) => String(index + 1)),
      axisLabel: { ...look.axisLabel, hideOverlap: true },
      axisLine: { show: true, onZero: true, lineStyle: { color: theme.lineStrong } },
    },
    yAxis: {
      type: 'value',
      ...gridAxisLook(theme),
      min: values.some((value) => value < -0.2) ? -1 : -0.2,
      max: 1,
      axisLabel: { ...look.axisLabel, formatter: input.format },
    },
    series: [
      {
        id: 'lags',
        type: 'bar',
        barMaxWidth: 10,
        data: values.slice(1).map((value, index) => ({
          value,
          itemStyle: {
            color: theme.accent,
            opacity: index + 1 === season ? 1 : Math.abs(value) > bound ? 0.55 : 0.2,
          },
        })),
        markLine: {
          silent: true,
          symbol: 'none',
          label: { show: false },
          lineStyle: { color: theme.textThird, type: 'dashed', width: 1 },
          data: bound > 0 && bound < 1 ? [{ yAxis: bound }, { yAxis: -bound }] : [],
        },
      },
    ],
  }
}

function describe(item: unknown, { format, lagLabel }: AutocorrelationInput): string {
  const { dataIndex, value } = item as { dataIndex: number; value: number }
  return `${escapeHtml(lagLabel(dataIndex + 1))}<br><b>${escapeHtml(format(value))}</b>`
}
