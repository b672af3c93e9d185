/** @file How likely a statistic is to be as large as this, or larger, by chance. */
import { incompleteBeta } from './beta'
import { upperGamma } from './gamma'

/** @returns P(χ² ≥ value) at `freedom` degrees of freedom. */
export function chiSquareTail(value: number, freedom: number): number {
  return upperGamma(freedom / 2, value / 2)
}

/** @returns P(F ≥ value) at the degrees of freedom above and below the line. */
export function fTail(value: number, above: number, below: number): number {
  if (value <= 0) return 1
  if (value === Infinity) return 0
  const total = below + above * value
  return incompleteBeta(below / 2, above / 2, below / total, (above * value) / total)
}
