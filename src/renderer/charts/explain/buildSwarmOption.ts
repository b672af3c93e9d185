import { axisLook, commonOption, escapeHtml, tooltipOption } from '../commonOption'
import { BESIDE_NAMES, effectAxis, type ExplainLook, HIGH_INK, LOW_INK } from './explainLook'

export interface SwarmColumn {
  readonly name: string
  /** A dot a row: what the column did, and its value among all rows of the column, 0 to 1; null where it is no number. */
  readonly dots: readonly { readonly effect: number; readonly rank: number | null; readonly text: string }[]
}

export interface SwarmInput extends ExplainLook {
  readonly columns: readonly SwarmColumn[]
}

const BINS = 60
const REACH = 0.38

/** A dot a row and column: its effect across, dots of one effect beside each other; low values in blue, high ones in orange. */
export function buildSwarmOption({ columns, theme, format }: SwarmInput) {
  const effects = columns.flatMap(({ dots }) => dots.map(({ effect }) => effect))
  const [low, high] = [Math.min(0, ...effects), Math.max(0, ...effects)]
  const dots = columns.flatMap(({ name, dots: own }, place) =>
    spreadDots(own, [low, high]).map((offset, at) => {
      const dot = own[at]
      return {
        value: [dot?.effect ?? 0, place + offset],
        text: `${escapeHtml(name)} ${escapeHtml(dot?.text ?? '')}<br><b>${format(dot?.effect ?? 0)}</b>`,
        itemStyle: { color: dot?.rank === null || dot === undefined ? theme.textThird : mixInk(dot.rank) },
      }
    }),
  )
  return {
    ...commonOption(theme),
    grid: BESIDE_NAMES,
    tooltip: {
      trigger: 'item',
      ...tooltipOption(theme),
      formatter: (item: unknown) => (item as { data: { text: string } }).data.text,
    },
    xAxis: effectAxis({ theme, format }),
    yAxis: {
      type: 'value',
      inverse: true,
      min: -1,
      max: columns.length,
      interval: 1,
      ...axisLook(theme),
      axisLabel: {
        color: theme.textSecond,
        fontSize: 12,
        width: 160,
        overflow: 'truncate',
        formatter: (place: number) => columns[place]?.name ?? '',
      },
    },
    series: [
      {
        id: 'swarm',
        type: 'scatter',
        symbolSize: 6,
        data: dots,
        markLine: {
          silent: true,
          symbol: 'none',
          label: { show: false },
          lineStyle: { color: theme.textThird, type: 'solid', width: 1 },
          data: [{ xAxis: 0 }],
        },
      },
    ],
  }
}

/** Dots that would lie on each other step aside in turn. @returns how far, of a row's height. */
export function spreadDots(
  dots: readonly { readonly effect: number }[],
  [low, high]: readonly [number, number],
): number[] {
  const counts = new Map<number, number>()
  const bins = dots.map(({ effect }) => Math.floor((BINS * (effect - low)) / (high - low || 1)))
  const most = bins.reduce((largest, bin) => {
    const count = (counts.get(bin) ?? 0) + 1
    counts.set(bin, count)
    return Math.max(largest, count)
  }, 1)
  const seen = new Map<number, number>()
  return bins.map((bin) => {
    const turn = seen.get(bin) ?? 0
    seen.set(bin, turn + 1)
    const side = turn % 2 === 0 ? 1 : -1
    return (side * Math.ceil(turn / 2) * 2 * REACH) / Math.max(8, most)
  })
}

function mixInk(share: number): string {
  const channel = (at: number): number => {
    const [from, to] = [LOW_INK, HIGH_INK].map((ink) => parseInt(ink.slice(at, at + 2), 16))
    return Math.round((from ?? 0) + ((to ?? 0) - (from ?? 0)) * share)
  }
  return `rgb(${String(channel(1))}, ${String(channel(3))}, ${String(channel(5))})`
}
