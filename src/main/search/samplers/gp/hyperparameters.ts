/** @file What a Gaussian process is fitted in, with what is believed before any trial. */
import type { Embedding } from './embedding'

/** All as logarithms, in this order: a length a scale, then amplitude (variance), noise (variance), offset of the output warp. */
export type Hyperparameters = Float64Array

export interface Prior {
  /** Of the logarithm. */
  readonly mean: number
  readonly deviation: number
  readonly low: number
  readonly high: number
}

/**
 * Lengths grow with the square root of the number of scales, as distances do, so that a function of many parameters is not believed to be wilder
 * than one of few (Hvarfner, Hellsten and Nardi 2024). The mode is theirs, about a third of √d; the deviation of the logarithm is 1 instead of √3, for with few
 * trials a parameter is else held to do nothing at all because of what happened by chance. Noise is that of BoTorch.
 */
export function priorsOf({ scales }: Pick<Embedding, 'scales'>): Prior[] {
  const length = { mean: Math.log(Math.max(1, scales)) / 2, deviation: 1 }
  return [
    ...Array.from({ length: scales }, () => ({ ...length, low: Math.log(0.05), high: Math.log(100) })),
    AMPLITUDE,
    NOISE,
    OFFSET,
  ]
}

const AMPLITUDE: Prior = { mean: 0, deviation: 0.5, low: -3, high: 3 }
const NOISE: Prior = { mean: -4, deviation: 1, low: Math.log(1e-5), high: 0 }
const OFFSET: Prior = { mean: -1, deviation: 2, low: -9, high: 5 }

/** @returns the logarithm of the prior density up to a constant, and adds its gradient. */
export function logPrior(priors: readonly Prior[], at: Hyperparameters, gradient: Float64Array): number {
  let sum = 0
  for (const [index, { mean, deviation }] of priors.entries()) {
    const distance = ((at[index] ?? 0) - mean) / deviation
    sum -= 0.5 * distance * distance
    gradient[index] = (gradient[index] ?? 0) - distance / deviation
  }
  return sum
}
