import { axisPositions, labelAt, toPosition, type ParallelAxis } from './parallelAxes'
import type { Chosen } from './analysis/chosen'
import type { ChartTheme } from './chartTheme'
import { commonOption, tooltipOption } from './commonOption'
import { thin } from './axisRange'

/** One trial: its values in the order of the axes (null where the setting does not exist), the better the higher `merit`. */
export interface ParallelLine {
  readonly number: number
  readonly values: readonly (number | string | boolean | null)[]
  /** 0 (worst) to 1 (best). */
  readonly merit: number
}

export interface ParallelInput {
  readonly axes: readonly ParallelAxis[]
  readonly lines: readonly ParallelLine[]
  /** What a filter leaves; the others fade. */
  readonly chosen?: Chosen
  readonly theme: ChartTheme
  /** Little room: names on two lines, labels at the ends only. */
  readonly isCompact?: boolean
}

/** More axes than this do not fit side by side where there is little room. */
const MOST_COMPACT = 5

/** Lines drawn at most; past it the best half stay and the others are thinned evenly. */
export const MAX_LINES = 1200

/** One line a trial across one axis a setting; the last axis is the result. */
export function buildParallelOption(input: ParallelInput) {
  const { theme, axes } = input
  const drawn = drawnLines(input.lines)
  return {
    ...commonOption(theme),
    tooltip: { show: false, ...tooltipOption(theme) },
    parallel: {
      left: 46, // half the longest name, which stands over the middle of its axis
      right: 56,
      top: isCrowded(input) ? 42 : 28,
      bottom: 16,
      parallelAxisDefault: {
        nameGap: 12,
        nameTextStyle: { color: theme.textSecond, fontSize: 11 },
        axisLine: { lineStyle: { color: theme.lineStrong } },
        axisTick: { show: false },
        minorTick: { show: false },
        splitLine: { show: false },
        areaSelectStyle: {
          width: 14,
          borderColor: theme.accent,
          borderWidth: 1,
          color: theme.accent,
          opacity: 0.25,
        },
      },
    },
    parallelAxis: axes.map((axis, index) => axisOption(axis, index, input)),
    series: [
      {
        id: 'trials',
        type: 'parallel',
        smooth: false,
        inactiveOpacity: 0.04,
        activeOpacity: 1,
        progressive: 400,
        emphasis: { disabled: true },
        data: drawn.map((line, index) => lineOption(line, (index + 1) / drawn.length, input)),
      },
    ],
  }
}

function axisOption(axis: ParallelAxis, index: number, input: ParallelInput) {
  const { theme } = input
  const { low, high, ticks } = axisPositions(axis.scale)
  return {
    id: axis.key,
    dim: index,
    type: 'value',
    name:
      isCrowded(input) && index % 2 === 1
        ? `${axis.label}
`
        : axis.label,
    nameTruncate: { maxWidth: 92, ellipsis: '…' },
    min: low,
    max: high,
    inverse: axis.isInverse === true,
    nameLocation: axis.isInverse === true ? ('start' as const) : ('end' as const), // on top, either way
    axisLabel: {
      color: theme.textSecond,
      fontSize: 10,
      // Lines run behind it.
      textBorderColor: theme.surface,
      textBorderWidth: 3,
      customValues: isCrowded(input) ? [low, high] : ticks,
      formatter: (position: number) => labelAt(axis, position),
    },
  }
}

function isCrowded({ isCompact, axes }: ParallelInput): boolean {
  return isCompact === true && axes.length > MOST_COMPACT
}

/** `strength`: 0 for the first drawn to 1 for the last, which lies on top. */
function lineOption(line: ParallelLine, strength: number, input: ParallelInput) {
  const { axes, theme, chosen = null } = input
  const isFaded = chosen !== null && !chosen.has(line.number)
  const isBest = line.merit === 1
  return {
    name: String(line.number),
    value: axes.map((axis, index) => {
      const position = toPosition(axis.scale, line.values[index])
      return Number.isFinite(position) ? position : '-'
    }),
    lineStyle: {
      color: isFaded ? theme.textThird : theme.accent,
      width: isBest && !isFaded ? 2 : 1,
      opacity: isFaded ? 0.04 : isBest ? 1 : opacityOf(strength, chosen?.size ?? input.lines.length),
    },
  }
}

/** Better trials are drawn stronger; the more lines, the fainter the rest, so that about as many stand out. */
function opacityOf(strength: number, count: number): number {
  const floor = count > 1000 ? 0.03 : count > 300 ? 0.06 : count > 60 ? 0.18 : 0.35
  return floor + (0.85 - floor) * strength ** Math.max(3, Math.min(count, MAX_LINES) / 25)
}

/** The lines to draw, the best last so that they lie on top. */
export function drawnLines(lines: readonly ParallelLine[]): ParallelLine[] {
  const sorted = lines.toSorted((left, right) => right.merit - left.merit)
  if (sorted.length <= MAX_LINES) return sorted.reverse()
  const best = sorted.slice(0, MAX_LINES / 2)
  return [...best, ...thin(sorted.slice(MAX_LINES / 2), MAX_LINES / 2)].reverse()
}
