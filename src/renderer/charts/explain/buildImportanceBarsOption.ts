import { commonOption, escapeHtml } from '../commonOption'
import type { DrawApi } from '../drawApi'
import { BESIDE_NAMES, effectAxis, type ExplainLook, itemTooltip, nameAxis } from './explainLook'

/** A bar with what it may be off by. */
export interface ImportanceBar {
  readonly name: string
  readonly mean: number
  readonly deviation: number
}

export interface ImportanceInput extends ExplainLook {
  readonly bars: readonly ImportanceBar[]
}

/** The most important on top; the line is one standard deviation to either side. */
export function buildImportanceBarsOption({ bars, theme, format }: ImportanceInput) {
  return {
    ...commonOption(theme),
    grid: BESIDE_NAMES,
    tooltip: itemTooltip(theme, (at) => {
      const bar = bars[at]
      return bar ? `${escapeHtml(bar.name)}<br><b>${format(bar.mean)}</b> ± ${format(bar.deviation)}` : ''
    }),
    xAxis: effectAxis({ theme, format }),
    yAxis: nameAxis(
      theme,
      bars.map(({ name }) => name),
    ),
    series: [
      {
        id: 'importance',
        type: 'bar',
        barMaxWidth: 16,
        data: bars.map(({ mean }) => mean),
        itemStyle: { color: theme.accent },
      },
      {
        id: 'deviation',
        type: 'custom',
        silent: true,
        z: 3,
        data: bars.map(({ mean, deviation }, at) => [mean - deviation, at, mean + deviation]),
        renderItem: (_: unknown, api: DrawApi) => {
          const [from, to] = [
            api.coord([api.value(0), api.value(1)]),
            api.coord([api.value(2), api.value(1)]),
          ]
          return {
            type: 'line',
            shape: { x1: from[0], y1: from[1], x2: to[0], y2: to[1] },
            style: { stroke: theme.text, lineWidth: 1.5 },
          }
        },
        encode: { x: [0, 2], y: 1 },
      },
    ],
  }
}
