import { logTicks, niceRange, thin } from './axisRange'

/** What an axis stands for: a range of numbers (linear or log) or a list of choices. */
export type AxisScale =
  | {
      readonly kind: 'linear' | 'log'
      readonly low: number
      readonly high: number
      readonly isInteger?: boolean
    }
  | { readonly kind: 'choice'; readonly choices: readonly (number | string | boolean)[] }

export interface ParallelAxis {
  readonly key: string
  readonly label: string
  readonly scale: AxisScale
  readonly format: (value: number | string | boolean) => string
  /** Low values on top: where lower is better. */
  readonly isInverse?: boolean
}

/** Where a value stands on its axis: its logarithm on a log axis, its place in the list on one of choices; NaN if nowhere. */
export function toPosition(scale: AxisScale, value: number | string | boolean | null | undefined): number {
  if (value === null || value === undefined) return Number.NaN
  if (scale.kind === 'choice') {
    const index = scale.choices.indexOf(value)
    return index < 0 ? Number.NaN : index
  }
  if (typeof value !== 'number') return Number.NaN
  return scale.kind === 'log' ? Math.log10(value) : value
}

/** The ends of an axis in positions, and where its labels stand. */
export function axisPositions(scale: AxisScale): { low: number; high: number; ticks: number[] } {
  if (scale.kind === 'choice') {
    const last = scale.choices.length - 1
    return {
      low: last === 0 ? -1 : 0,
      high: Math.max(last, 1),
      ticks: thin(
        scale.choices.map((_, index) => index),
        12,
      ),
    }
  }
  if (scale.kind === 'log') {
    const ticks = logTicks(scale.low, scale.high).map((tick) => Math.log10(tick))
    return { low: Math.log10(scale.low), high: Math.log10(scale.high), ticks }
  }
  const { ticks } = niceRange(scale.low, scale.high, 5)
  const inside = ticks.filter(
    (tick) => tick >= scale.low && tick <= scale.high && (scale.isInteger !== true || Number.isInteger(tick)),
  )
  return { low: scale.low, high: scale.high, ticks: inside }
}

/** The text at a position, as the axis shows it. */
export function labelAt(axis: ParallelAxis, position: number): string {
  const { scale } = axis
  if (scale.kind === 'choice') {
    const choice = scale.choices[Math.round(position)]
    return choice === undefined ? '' : axis.format(choice)
  }
  return axis.format(scale.kind === 'log' ? Number((10 ** position).toPrecision(10)) : position)
}
