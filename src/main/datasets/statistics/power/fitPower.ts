/** @file The power that makes a column most like a normal distribution, by maximum likelihood. */
import { isConstant, momentsOf } from '../column/moments'
import { presentOf } from '../column/present'
import { sampleRows, takeRows } from '../column/sampleRows'
import { findRoot } from '../special/findRoot'
import type { PowerKind } from './powerTransform'

/** Rows beyond which the power follows from a sample: its error is far below what a power is worth. */
export const MAX_POWER_ROWS = 100_000
/** Exponents of the search stay below this, so that squares of what they give are finite. */
const SEARCHED_EXPONENT = 300
/** Exponents of what comes out stay below this: a model computes in float32, which ends at e^88. */
export const LARGEST_EXPONENT = 80

/**
 * Column in logarithms: y = sign · (e^(μz) − 1) / μ with μ = λ for rows of sign 1, μ = 2 − λ for those of −1. The log
 * likelihood is −n/2 · log(variance of y) + (λ − 1) · `slope` (Box and Cox 1964, eq. 8; Yeo and Johnson 2000, eq. 3.1).
 */
interface Logarithms {
  readonly sizes: Float64Array
  readonly signs: Int8Array
  readonly slope: number
  /** λ of which no exponent, of the search or of what comes out, is too large. */
  readonly low: number
  readonly high: number
}

/**
 * The λ of largest likelihood, as of scikit-learn's `PowerTransformer`. The log likelihood is concave (a sum of squares of
 * differences whose logarithms are convex in λ), so that the root of its derivative is the only maximum.
 * @param values NaN where missing. @param largestExponent bounds λ, as scipy does where float64 would overflow; a column
 * far from 0 that hardly varies may have its maximum beyond. @returns 1, which changes nothing but the place, for a column that is constant, empty or,
 * for Box–Cox, not all positive.
 */
export function fitPower(values: Float64Array, kind: PowerKind, largestExponent = LARGEST_EXPONENT): number {
  const all = presentOf(values)
  const some = takeRows(all, sampleRows(all.length, MAX_POWER_ROWS, 0))
  if (isConstant(momentsOf(some))) return 1
  if (kind === 'boxCox' && !some.every((value) => value > 0)) return 1
  const column = kind === 'boxCox' ? centredLogs(some, largestExponent) : signedLogs(some, largestExponent)
  return findRoot((lambda) => likelihoodSlope(column, lambda), column.low, column.high)
}

/** Figures are divided by their geometric mean: the likelihood then has no slope of its own, and nothing overflows. */
function centredLogs(values: Float64Array, largestExponent: number): Logarithms {
  const logs = values.map(Math.log)
  const { mean } = momentsOf(logs)
  const sizes = logs.map((log) => log - mean)
  const reach = Math.min(largestExponent / largestOf(logs), SEARCHED_EXPONENT / largestOf(sizes))
  return { sizes, signs: new Int8Array(logs.length).fill(1), slope: 0, low: -reach, high: reach }
}

function signedLogs(values: Float64Array, largestExponent: number): Logarithms {
  const sizes = values.map((value) => Math.log1p(Math.abs(value)))
  const signs = Int8Array.from(values, (value) => (value >= 0 ? 1 : -1))
  const limit = Math.min(largestExponent, SEARCHED_EXPONENT)
  const reach = limit / largestOf(sizes.filter((_, row) => signs[row] === 1))
  const back = limit / largestOf(sizes.filter((_, row) => signs[row] === -1))
  return {
    sizes,
    signs,
    slope: sizes.reduce((sum, size, row) => sum + size * (signs[row] ?? 1), 0),
    low: Math.max(-reach, 2 - back),
    high: Math.min(reach, 2 + back),
  }
}

function largestOf(sizes: Float64Array): number {
  return sizes.reduce((largest, size) => Math.max(largest, Math.abs(size)), 0)
}

/** d/dλ of the log likelihood: −n · cov(y, dy/dλ) / var(y) + slope. */
function likelihoodSlope({ sizes, signs, slope }: Logarithms, lambda: number): number {
  let [meanY, meanRate, squares, products] = [0, 0, 0, 0]
  for (let row = 0; row < sizes.length; row++) {
    const sign = signs[row] ?? 1
    const z = sizes[row] ?? 0
    const t = (sign === 1 ? lambda : 2 - lambda) * z
    const y = sign * z * growthOf(t)
    const rate = z * z * growthRateOf(t)
    const fromY = y - meanY
    const fromRate = rate - meanRate
    meanY += fromY / (row + 1)
    meanRate += fromRate / (row + 1)
    squares += fromY * (y - meanY)
    products += fromY * (rate - meanRate)
  }
  return slope - (sizes.length * products) / squares
}

/** (e^t − 1) / t. */
function growthOf(t: number): number {
  return t === 0 ? 1 : Math.expm1(t) / t
}

/** (t·e^t − e^t + 1) / t²; the beginning of its series where the terms would cancel. */
function growthRateOf(t: number): number {
  return Math.abs(t) < 1e-3
    ? 0.5 + t / 3 + (t * t) / 8 + (t * t * t) / 30
    : (t * Math.exp(t) - Math.expm1(t)) / (t * t)
}
