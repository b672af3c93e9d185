/** A span of values on an axis, with where its ticks stand. */
export interface AxisRange {
  readonly low: number
  readonly high: number
  readonly ticks: readonly number[]
}

const STEPS = [1, 2, 2.5, 5, 10]

/** @returns the smallest of 1, 2, 2.5, 5 · 10^n that cuts `span` into at most `count` pieces. */
function niceStep(span: number, count: number): number {
  const rough = span / count
  const power = 10 ** Math.floor(Math.log10(rough))
  const factor = STEPS.find((step) => step * power >= rough * (1 - 1e-9)) ?? 10
  return factor * power
}

/** Beyond these no value can lie; ends that are not infinite are round themselves. */
export interface AxisBounds {
  readonly low: number
  readonly high: number
}

const ANYWHERE: AxisBounds = { low: -Infinity, high: Infinity }

/** A range with round ends, within the bounds, that holds both values; equal values get some room on either side. */
export function niceRange(low: number, high: number, count = 4, bounds = ANYWHERE): AxisRange {
  const clamp = (value: number) => Math.min(Math.max(value, bounds.low), bounds.high)
  const [least, most] = [clamp(low), clamp(high)]
  const room = least === most ? Math.abs(least) * 0.1 || 1 : 0
  const step = niceStep(most - least + 2 * room, count)
  const first = Math.floor(clamp(least - room) / step + 1e-9)
  const last = Math.ceil(clamp(most + room) / step - 1e-9)
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => round((first + index) * step))
  return { low: round(first * step), high: round(last * step), ticks }
}

/** Removes the dust of floating point: 0.1 + 0.2 is 0.3 on an axis. */
function round(value: number): number {
  return Number(value.toPrecision(12))
}

/** Round values between `low` and `high` (both > 0) on a log scale: powers of ten, or of two where the ends are such. */
export function logTicks(low: number, high: number): number[] {
  const base = isPower(low, 2) && isPower(high, 2) && high / low <= 4096 ? 2 : 10
  const first = Math.ceil(Math.log(low) / Math.log(base) - 1e-9)
  const last = Math.floor(Math.log(high) / Math.log(base) + 1e-9)
  const powers = Array.from({ length: Math.max(last - first + 1, 0) }, (_, index) =>
    round(base ** (first + index)),
  )
  return powers.length >= 2 ? withEnds(thin(powers, 6), low, high) : [low, high]
}

/** Ends that are no powers are ticks too, unless a power stands so near that their labels would touch. */
function withEnds(powers: readonly number[], low: number, high: number): number[] {
  const first = powers[0] ?? low
  const last = powers.at(-1) ?? high
  return [...(first / low >= 1.9 ? [low] : []), ...powers, ...(high / last >= 1.9 ? [high] : [])]
}

function isPower(value: number, base: number): boolean {
  const exponent = Math.log(value) / Math.log(base)
  return Math.abs(exponent - Math.round(exponent)) < 1e-9
}

/** Keeps at most `most` items, evenly spaced, the first among them. */
export function thin<T>(items: readonly T[], most: number): T[] {
  const stride = Math.ceil(items.length / most)
  return items.filter((_, index) => index % stride === 0)
}

/** The value below which `share` of the (unsorted) values lie. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort()
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}
