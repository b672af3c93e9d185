import { type AxisBounds, niceRange } from '../axisRange'
import type { ChartTheme } from '../chartTheme'
import {
  axisLook,
  commonOption,
  escapeHtml,
  gridAxisLook,
  labelsInside,
  tooltipOption,
} from '../commonOption'

export interface EffectFactor {
  readonly label: string
  readonly levels: readonly { readonly label: string; readonly mean: number; readonly isBest: boolean }[]
}

export interface EffectsInput {
  /** The largest effect first. */
  readonly factors: readonly EffectFactor[]
  /** Of all trials. */
  readonly mean: number
  /** Between what the values can lie. */
  readonly bounds?: AxisBounds | undefined
  readonly theme: ChartTheme
  readonly format: (value: number) => string
}

/** Main effects: a line a setting through the means of its levels, the best filled, over the mean of all. */
export function buildEffectsOption({ factors, mean, bounds, theme, format }: EffectsInput) {
  const places = placeLevels(factors)
  const means = places.map((place) => place.mean)
  const range = niceRange(Math.min(mean, ...means), Math.max(mean, ...means), 4, bounds)
  return {
    ...commonOption(theme),
    grid: { left: 8, right: 12, top: 28, bottom: 4, ...labelsInside },
    tooltip: {
      trigger: 'item',
      ...tooltipOption(theme),
      formatter: (item: unknown) => {
        const place = places[(item as { value: [number, number] }).value[0]]
        if (place === undefined) return ''
        return `${escapeHtml(place.factor)} <b>${escapeHtml(place.label)}</b><br>${escapeHtml(format(place.mean))}`
      },
    },
    xAxis: [
      {
        type: 'category',
        data: places.map(({ label }) => label),
        ...axisLook(theme),
        axisLabel: { color: theme.textThird, fontSize: 10, interval: 0, hideOverlap: true },
      },
    ],
    yAxis: {
      type: 'value',
      ...gridAxisLook(theme),
      min: range.low,
      max: range.high,
      axisLabel: { color: theme.textThird, fontSize: 11, formatter: format },
    },
    series: factors.map(({ label }, index) => {
      const own = places.filter((place) => place.index === index)
      return {
        id: `factor-${String(index)}`,
        name: label,
        type: 'line',
        symbol: 'circle',
        symbolSize: 8,
        data: own.map(({ place, mean: level, isBest }) => ({
          value: [place, level],
          itemStyle: {
            color: isBest ? theme.accent : theme.surface,
            borderColor: theme.accent,
            borderWidth: 1.5,
          },
        })),
        lineStyle: { color: theme.accent, width: 1.5 },
        markLine: meanLine(index, { mean, theme }),
        markArea: nameBand(own, { label, theme, index }),
      }
    }),
  }
}

interface Place {
  readonly index: number
  readonly factor: string
  readonly place: number
  readonly label: string
  readonly mean: number
  readonly isBest: boolean
}

/** Settings side by side. */
function placeLevels(factors: readonly EffectFactor[]): Place[] {
  const all = factors.flatMap(({ label, levels }, index) =>
    levels.map((level) => ({ index, factor: label, ...level })),
  )
  return all.map((level, place) => ({ ...level, place }))
}

function meanLine(index: number, { mean, theme }: Pick<EffectsInput, 'mean' | 'theme'>) {
  return {
    silent: true,
    symbol: 'none',
    label: { show: false },
    lineStyle: { color: theme.lineStrong, type: 'dashed' },
    data: index === 0 ? [{ yAxis: mean }] : [],
  }
}

function nameBand(own: readonly Place[], look: { label: string; theme: ChartTheme; index: number }) {
  const { label, theme, index } = look
  const [first, last] = [own[0], own.at(-1)]
  return {
    silent: true,
    itemStyle: { color: index % 2 === 0 ? theme.line : 'transparent', opacity: 0.35 },
    label: {
      show: true,
      position: 'top',
      color: theme.textSecond,
      fontSize: 11,
      width: 90,
      overflow: 'truncate',
    },
    data:
      first === undefined || last === undefined
        ? []
        : [[{ name: label, xAxis: first.place }, { xAxis: last.place }]],
  }
}
