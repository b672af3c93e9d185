/** @file One number a trial, for strategies that model one: several objectives are weighed, and a middle value is known. */
import type { Random } from '../../../shared/util/random'

interface Valued {
  readonly values: readonly number[]
}

/** @returns the upper median; −∞ of nothing. */
export function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? -Infinity
}

/**
 * Several objectives become one by weights that are drawn anew for every trial, so that the whole front is approached: the augmented Chebyshev
 * norm of ParEGO (Knowles 2006, equation 2) of objectives that were brought to [0, 1].
 */
export function scalarise(trials: readonly Valued[], objectives: number, random: Random): number[] {
  if (objectives === 1) return trials.map(({ values }) => values[0] ?? 0)
  const draws = Array.from({ length: objectives }, () => -Math.log(1 - random.next()))
  const total = draws.reduce((sum, draw) => sum + draw, 0)
  const ranges = draws.map((_, index) => rangeOf(trials.map(({ values }) => values[index] ?? 0)))
  return trials.map(({ values }) => {
    const parts = ranges.map(
      ({ low, width }, index) => ((draws[index] ?? 0) / total) * (((values[index] ?? 0) - low) / width),
    )
    return Math.max(...parts) + 0.05 * parts.reduce((sum, part) => sum + part, 0)
  })
}

function rangeOf(values: readonly number[]): { low: number; width: number } {
  const low = values.reduce((least, value) => Math.min(least, value), Infinity)
  const high = values.reduce((most, value) => Math.max(most, value), -Infinity)
  return { low, width: high > low ? high - low : 1 }
}
