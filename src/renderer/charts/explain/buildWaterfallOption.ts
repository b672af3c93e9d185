import { niceRange } from '../axisRange'
import { commonOption, escapeHtml } from '../commonOption'
import type { DrawApi } from '../drawApi'
import { BESIDE_NAMES, effectAxis, effectInk, type ExplainLook, itemTooltip, nameAxis } from './explainLook'

export interface WaterfallStep {
  readonly name: string
  readonly effect: number
}

export interface WaterfallInput extends ExplainLook {
  readonly base: number
  readonly steps: readonly WaterfallStep[]
  readonly labels: { readonly base: string; readonly answer: string }
}

/** From the mean answer, column by column, to the answer of the row. */
export function buildWaterfallOption({ base, steps, labels, theme, format }: WaterfallInput) {
  let at = base
  const bars = [
    { name: labels.base, from: base, to: base },
    ...steps.map(({ name, effect }) => ({ name, from: at, to: (at += effect) })),
  ]
  bars.push({ name: labels.answer, from: at, to: at })
  const ends = bars.flatMap(({ from, to }) => [from, to])
  const [low, high] = [Math.min(...ends), Math.max(...ends)]
  const margin = (high - low || 1) * 0.05
  const range = niceRange(low - margin, high + margin)
  return {
    ...commonOption(theme),
    grid: BESIDE_NAMES,
    tooltip: itemTooltip(theme, (place) => {
      const bar = bars[place]
      return bar ? `${escapeHtml(bar.name)}<br>${format(bar.from)} → <b>${format(bar.to)}</b>` : ''
    }),
    xAxis: { ...effectAxis({ theme, format }), min: range.low, max: range.high },
    yAxis: nameAxis(
      theme,
      bars.map(({ name }) => name),
    ),
    series: [
      {
        id: 'steps',
        type: 'custom',
        data: bars.map(({ from, to }, place) => [from, place, to]),
        encode: { x: [0, 2], y: 1 },
        renderItem: (params: { dataIndex: number }, api: DrawApi) => {
          const [from, to] = [
            api.coord([api.value(0), api.value(1)]),
            api.coord([api.value(2), api.value(1)]),
          ]
          const isEnd = params.dataIndex === 0 || params.dataIndex === bars.length - 1
          const wide = Math.abs(to[0] - from[0])
          return {
            type: 'rect',
            shape: {
              x: isEnd ? from[0] - 1.5 : Math.min(from[0], to[0]),
              y: from[1] - 7,
              width: isEnd ? 3 : Math.max(1, wide),
              height: 14,
            },
            style: { fill: isEnd ? theme.text : effectInk(theme, to[0] >= from[0]) },
          }
        },
      },
    ],
  }
}
