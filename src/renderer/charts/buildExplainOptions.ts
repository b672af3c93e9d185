import { niceRange } from './axisRange'
import type { ChartTheme } from './chartTheme'
import { axisLook, commonOption, escapeHtml, gridAxisLook, labelsInside, tooltipOption } from './commonOption'

interface Common {
  readonly theme: ChartTheme
  readonly format: (value: number) => string
}

/** A bar with what it may be off by. */
export interface ImportanceBar {
  readonly name: string
  readonly mean: number
  readonly deviation: number
}

export interface ImportanceInput extends Common {
  readonly bars: readonly ImportanceBar[]
}

/** The most important on top; the line is one standard deviation to either side. */
export function buildImportanceBarsOption({ bars, theme, format }: ImportanceInput) {
  return {
    ...commonOption(theme),
    grid: { left: 8, right: 24, top: 4, bottom: 4, ...labelsInside },
    tooltip: itemTooltip(theme, (at) => {
      const bar = bars[at]
      return bar ? `${escapeHtml(bar.name)}<br><b>${format(bar.mean)}</b> ± ${format(bar.deviation)}` : ''
    }),
    xAxis: {
      type: 'value',
      ...gridAxisLook(theme),
      axisLabel: { ...axisLook(theme).axisLabel, formatter: format, hideOverlap: true },
    },
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
        renderItem: (_: unknown, api: CustomApi) => {
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

interface CustomApi {
  value(dimension: number): number
  coord(at: readonly [number, number]): [number, number]
}

export interface SwarmColumn {
  readonly name: string
  /** A dot a row: what the column did, and its value among all rows of the column, 0 to 1; null where it is no number. */
  readonly dots: readonly { readonly effect: number; readonly rank: number | null; readonly text: string }[]
}

export interface SwarmInput extends Common {
  readonly columns: readonly SwarmColumn[]
}

const LOW_INK = '#4a90c6'
const HIGH_INK = '#d55e00'
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
    grid: { left: 8, right: 24, top: 4, bottom: 4, ...labelsInside },
    tooltip: {
      trigger: 'item',
      ...tooltipOption(theme),
      formatter: (item: unknown) => (item as { data: { text: string } }).data.text,
    },
    xAxis: {
      type: 'value',
      ...gridAxisLook(theme),
      axisLabel: { ...axisLook(theme).axisLabel, formatter: format, hideOverlap: true },
    },
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

export interface WaterfallStep {
  readonly name: string
  readonly effect: number
}

export interface WaterfallInput extends Common {
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
    grid: { left: 8, right: 24, top: 4, bottom: 4, ...labelsInside },
    tooltip: itemTooltip(theme, (place) => {
      const bar = bars[place]
      return bar ? `${escapeHtml(bar.name)}<br>${format(bar.from)} → <b>${format(bar.to)}</b>` : ''
    }),
    xAxis: {
      type: 'value',
      ...gridAxisLook(theme),
      min: range.low,
      max: range.high,
      axisLabel: { ...axisLook(theme).axisLabel, formatter: format, hideOverlap: true },
    },
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
        renderItem: (params: { dataIndex: number }, api: CustomApi) => {
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
            style: { fill: inkOf(theme, isEnd, to[0] >= from[0]) },
          }
        },
      },
    ],
  }
}

function inkOf(theme: ChartTheme, isEnd: boolean, isUp: boolean): string {
  if (isEnd) return theme.text
  return isUp ? (theme.series[1] ?? theme.bad) : theme.accent
}

export interface PartsInput extends Common {
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
        data: values.map((value) => ({ value, itemStyle: { color: inkOf(theme, false, value >= 0) } })),
      },
    ],
  }
}

function nameAxis(theme: ChartTheme, names: readonly string[]) {
  return {
    type: 'category',
    inverse: true,
    ...axisLook(theme),
    data: [...names],
    axisLabel: { color: theme.textSecond, fontSize: 12, width: 160, overflow: 'truncate' },
  }
}

function itemTooltip(theme: ChartTheme, text: (at: number) => string) {
  return {
    trigger: 'item',
    ...tooltipOption(theme),
    formatter: (item: unknown) => text((item as { dataIndex: number }).dataIndex),
  }
}
