import type { MetricName, StepMetrics } from '../../../shared/domain/metric'

export type Part = 'train' | 'validation'

export interface Point {
  readonly step: number
  readonly value: number
}

/** @returns the epochs at which a metric is known. */
export function curveOf(steps: readonly StepMetrics[], part: Part, metric: MetricName): Point[] {
  return steps.flatMap(({ step, [part]: values }) => {
    const value = values[metric]
    return value === undefined ? [] : [{ step, value }]
  })
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right)
  const middle = sorted.length / 2
  const upper = sorted[Math.floor(middle)] ?? Number.NaN
  return Number.isInteger(middle) ? ((sorted[middle - 1] ?? Number.NaN) + upper) / 2 : upper
}

/** @returns the values from that share of the curve on: the last quarter from 0.75. */
export function tail(curve: readonly Point[], share: number): readonly Point[] {
  return curve.slice(Math.floor(curve.length * share))
}

/** @returns the epochs of a curve, the first and the last. */
export function stretchOf(curve: readonly Point[]): { readonly from: number; readonly to: number } {
  return { from: curve[0]?.step ?? 1, to: curve.at(-1)?.step ?? 1 }
}

export function valuesOf(curve: readonly Point[]): number[] {
  return curve.map(({ value }) => value)
}

/** A few values about the end, so that one epoch does not decide. */
export function levelAtEnd(curve: readonly Point[]): number {
  return median(valuesOf(curve.slice(-Math.min(5, Math.max(1, Math.floor(curve.length / 4))))))
}

export function lowest(curve: readonly Point[]): Point {
  return curve.reduce((least, point) => (point.value < least.value ? point : least), FAR)
}

const FAR: Point = { step: 0, value: Infinity }

/**
 * Standard deviation of what is not trend, from second differences: those of independent noise have a variance of six times
 * its own (Gasser, Sroka and Jennen-Steinmetz 1986); their median is not moved by single jumps.
 */
export function noiseOf(curve: readonly Point[]): number {
  const values = valuesOf(curve)
  const second = values.slice(2).map((value, index) => {
    return Math.abs(value - 2 * (values[index + 1] ?? 0) + (values[index] ?? 0))
  })
  return second.length === 0 ? 0 : (1.4826 * median(second)) / Math.sqrt(6)
}

/** Slope a step by least squares. */
export function slopeOf(curve: readonly Point[]): number {
  const n = curve.length
  const middle = curve.reduce((sum, { step }) => sum + step, 0) / n
  const mean = curve.reduce((sum, { value }) => sum + value, 0) / n
  const across = curve.reduce((sum, { step, value }) => sum + (step - middle) * (value - mean), 0)
  const along = curve.reduce((sum, { step }) => sum + (step - middle) ** 2, 0)
  return along === 0 ? 0 : across / along
}

/** @returns the share of the steps at which a curve falls. */
export function fallingShare(curve: readonly Point[]): number {
  const falls = curve.filter(({ value }, index) => index > 0 && value < (curve[index - 1]?.value ?? value))
  return curve.length < 2 ? 0 : falls.length / (curve.length - 1)
}

/** @returns steps up or down that are larger than `limit`, by the epoch in which they end. */
export function jumpsOf(curve: readonly Point[], limit: number): Point[] {
  return curve.flatMap(({ step, value }, index) => {
    const before = curve[index - 1]
    const size = before === undefined ? 0 : value - before.value
    return Math.abs(size) > limit ? [{ step, value: size }] : []
  })
}
