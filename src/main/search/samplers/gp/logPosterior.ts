/** @file How well hyperparameters explain the trials, with its gradient. */
import { factorise, invert, logDeterminant, solve } from '../../maths/linearAlgebra'
import { type Hyperparameters, logPrior, type Prior } from './hyperparameters'
import { maternSlope, matern } from './kernel'
import { type RelativeValues, warp } from './outputWarp'

export interface FitData {
  /** For every scale the squared distance of every pair (`pairDistances`). */
  readonly distances: readonly Float64Array[]
  readonly values: RelativeValues
  readonly priors: readonly Prior[]
}

/** The mean is a number with the prior N(0, 1), fitted with the rest in closed form. */
const MEAN_PRECISION = 1
const WARP_STEP = 1e-4

/**
 * ln p(y | hyperparameters) + ln p(hyperparameters), up to a constant (Rasmussen and Williams 2006, equations 5.8 and 5.9; Snelson, Rasmussen and Ghahramani 2004
 * for the warp). −Infinity where the kernel's matrix is singular.
 * @param gradient is overwritten
 */
export function logPosterior(data: FitData, at: Hyperparameters, gradient: Float64Array): number {
  gradient.fill(0)
  const likelihood = logLikelihood(data, at, gradient)
  return likelihood + logPrior(data.priors, at, gradient)
}

/** @param gradient is added to; null where it is not asked for, which takes a third of the time */
export function logLikelihood(data: FitData, at: Hyperparameters, gradient: Float64Array | null): number {
  const { distances, values } = data
  const [n, scales] = [values.gaps.length, distances.length]
  const amplitude = Math.exp(at[scales] ?? 0)
  const noise = Math.exp(at[scales + 1] ?? 0)
  const logOffset = at[scales + 2] ?? 0
  const factors = Float64Array.from(distances, (_, scale) => Math.exp(-2 * (at[scale] ?? 0)))
  const squares = sumDistances(distances, factors)
  const kernel = new Float64Array(n * n)
  for (let i = 0, pair = 0; i < n; i++) {
    for (let j = 0; j < i; j++, pair++) kernel[i * n + j] = amplitude * matern(squares[pair] ?? 0)
    kernel[i * n + i] = amplitude + noise
  }
  if (!factorise(kernel, n)) return -Infinity
  const { z, logJacobian } = warp(values, logOffset)
  const { alpha, mean } = solveMean(kernel, z)
  const fit = alpha.reduce((sum, value, index) => sum + value * ((z[index] ?? 0) - mean), 0)
  const likelihood = -0.5 * (fit + logDeterminant(kernel, n) + MEAN_PRECISION * mean * mean) + logJacobian
  if (gradient === null) return likelihood

  const inverse = invert(kernel, n)

  const byScale = lengthGradient({ distances, factors, squares }, alpha, inverse)
  for (const [scale, sum] of byScale.entries()) gradient[scale] = -amplitude * sum
  const inner = inverseTrace(alpha, inverse)
  gradient[scales + 1] = 0.5 * noise * inner
  // Half the trace of (α αᵀ − K⁻¹) K is half of αᵀ K α − n; what of K is no noise is the amplitude's.
  gradient[scales] = 0.5 * (fit - n) - 0.5 * noise * inner
  gradient[scales + 2] = warpGradient(values, logOffset, alpha)
  return likelihood
}

/** @returns the most likely mean m, and K⁻¹ (z − m). */
export function solveMean(factor: Float64Array, z: Float64Array): { alpha: Float64Array; mean: number } {
  const n = z.length
  const ones = solve(factor, n, new Float64Array(n).fill(1))
  const alpha = solve(factor, n, z)
  const total = alpha.reduce((sum, value) => sum + value, 0)
  const mean = total / (ones.reduce((sum, value) => sum + value, 0) + MEAN_PRECISION)
  return { alpha: alpha.map((value, index) => value - mean * (ones[index] ?? 0)), mean }
}

function sumDistances(distances: readonly Float64Array[], factors: Float64Array): Float64Array {
  const squares = new Float64Array(distances[0]?.length ?? 0)
  for (const [scale, own] of distances.entries()) {
    const factor = factors[scale] ?? 0
    for (let pair = 0; pair < squares.length; pair++)
      squares[pair] = (squares[pair] ?? 0) + factor * (own[pair] ?? 0)
  }
  return squares
}

interface Distances {
  readonly distances: readonly Float64Array[]
  readonly factors: Float64Array
  readonly squares: Float64Array
}

/** For every scale Σ over i, j of ½ (α αᵀ − K⁻¹) × the slope of Matérn × the distance: each pair counts twice, and ln ℓ shrinks a square by e⁻². */
function lengthGradient(
  { distances, factors, squares }: Distances,
  alpha: Float64Array,
  inverse: Float64Array,
): Float64Array {
  const n = alpha.length
  const weights = new Float64Array(squares.length)
  for (let i = 1, pair = 0; i < n; i++) {
    for (let j = 0; j < i; j++, pair++) {
      const pull = (alpha[i] ?? 0) * (alpha[j] ?? 0) - (inverse[i * n + j] ?? 0)
      weights[pair] = pull * maternSlope(squares[pair] ?? 0)
    }
  }
  return Float64Array.from(distances, (own, scale) => {
    let sum = 0
    for (let pair = 0; pair < own.length; pair++) sum += (weights[pair] ?? 0) * (own[pair] ?? 0)
    return 2 * (factors[scale] ?? 0) * sum
  })
}

/** @returns the trace of α αᵀ − K⁻¹. */
function inverseTrace(alpha: Float64Array, inverse: Float64Array): number {
  const n = alpha.length
  let sum = 0
  for (let i = 0; i < n; i++) sum += (alpha[i] ?? 0) ** 2 - (inverse[i * n + i] ?? 0)
  return sum
}

/** The warp has a single number, so the difference of two warps is as good as its derivative. */
function warpGradient(values: RelativeValues, logOffset: number, alpha: Float64Array): number {
  const [below, above] = [warp(values, logOffset - WARP_STEP), warp(values, logOffset + WARP_STEP)]
  const moved = alpha.reduce(
    (sum, value, index) => sum + value * ((above.z[index] ?? 0) - (below.z[index] ?? 0)),
    0,
  )
  return (above.logJacobian - below.logJacobian - moved) / (2 * WARP_STEP)
}
