/** @file What the fitted process says of a point that was not tried. */
import { extendFactor, factorise } from '../../maths/linearAlgebra'
import type { Embedding } from './embedding'
import type { Hyperparameters } from './hyperparameters'
import { matern, shrink, shrinkFactors, squaredDistance } from './kernel'
import { solveMean } from './logPosterior'

export interface Prediction {
  readonly mean: number
  /** Of the function itself, without noise. */
  readonly variance: number
}

export interface Posterior {
  /** Expected at each row with a value: what was measured, less what is held to be noise. */
  readonly fitted: Float64Array
  predict(features: Float64Array): Prediction
  /**
   * Believes that a pending trial will end as predicted (the kriging believer of Ginsbourger, Le Riche and Carraro 2010): the mean stays everywhere, the doubt shrinks.
   */
  believe(features: Float64Array): Posterior
}

interface State {
  readonly embedding: Embedding
  readonly at: Hyperparameters
  /** Shrunk, with those that are believed behind. */
  readonly rows: Float64Array
  readonly count: number
  readonly factor: Float64Array
  /** Of the rows with values. */
  readonly alpha: Float64Array
  readonly mean: number
  readonly fitted: Float64Array
}

/** Added where rounding made the matrix singular. */
const JITTER = 1e-6

/** @param z one a row, warped */
export function createPosterior(
  embedding: Embedding,
  at: Hyperparameters,
  { rows, z }: { readonly rows: readonly Float64Array[]; readonly z: Float64Array },
): Posterior {
  const flat = shrink(shrinkFactors(embedding, at), rows)
  const count = rows.length
  let factor = kernelMatrix(embedding, at, { rows: flat, count, jitter: 0 })
  for (let jitter = JITTER; !factorise(factor, count) && jitter < 1e3; jitter *= 10)
    factor = kernelMatrix(embedding, at, { rows: flat, count, jitter })
  const { alpha, mean } = solveMean(factor, z)
  const noise = Math.exp(at[embedding.scales + 1] ?? 0)
  const fitted = z.map((value, row) => value - noise * (alpha[row] ?? 0))
  return posteriorOf({ embedding, at, rows: flat, count, factor, alpha, mean, fitted })
}

function kernelMatrix(
  { columns, scales }: Embedding,
  at: Hyperparameters,
  { rows, count, jitter }: { readonly rows: Float64Array; readonly count: number; readonly jitter: number },
): Float64Array {
  const [amplitude, noise] = [Math.exp(at[scales] ?? 0), Math.exp(at[scales + 1] ?? 0)]
  const kernel = new Float64Array(count * count)
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < i; j++)
      kernel[i * count + j] = amplitude * matern(squaredDistance(columns, { rows, row: i }, { rows, row: j }))
    kernel[i * count + i] = amplitude * (1 + jitter) + noise
  }
  return kernel
}

function posteriorOf(state: State): Posterior {
  const { embedding, at, rows, count, factor, alpha, mean } = state
  const amplitude = Math.exp(at[embedding.scales] ?? 0)
  const known = new Float64Array(count)
  const own = new Float64Array(embedding.columns)
  const factors = shrinkFactors(embedding, at)
  const correlate = (features: Float64Array) => {
    const { columns } = embedding
    for (let column = 0; column < columns; column++)
      own[column] = (features[column] ?? 0) * (factors[column] ?? 1)
    for (let row = 0, place = 0; row < count; row++) {
      let sum = 0
      for (let column = 0; column < columns; column++, place++) {
        const gap = (rows[place] ?? 0) - (own[column] ?? 0)
        sum += gap * gap
      }
      known[row] = amplitude * matern(sum)
    }
  }
  return {
    fitted: state.fitted,
    predict: (features) => {
      correlate(features)
      let expected = mean
      for (let row = 0; row < alpha.length; row++) expected += (known[row] ?? 0) * (alpha[row] ?? 0)
      return { mean: expected, variance: Math.max(1e-12, amplitude - explained(factor, known)) }
    },
    believe: (features) => believe(state, shrink(factors, [features])),
  }
}

/** @returns kᵀ K⁻¹ k, the share of the variance that is known; k is spoilt. */
function explained(factor: Float64Array, k: Float64Array): number {
  const n = k.length
  let total = 0
  for (let row = 0; row < n; row++) {
    const at = row * n
    let sum = k[row] ?? 0
    for (let column = 0; column < row; column++) sum -= (factor[at + column] ?? 0) * (k[column] ?? 0)
    const part = sum / (factor[at + row] ?? 1)
    k[row] = part
    total += part * part
  }
  return total
}

function believe(state: State, own: Float64Array): Posterior {
  const { embedding, at, rows, count, factor } = state
  const [amplitude, noise] = [Math.exp(at[embedding.scales] ?? 0), Math.exp(at[embedding.scales + 1] ?? 0)]
  const last = new Float64Array(count + 1)
  for (let row = 0; row < count; row++)
    last[row] = amplitude * matern(squaredDistance(embedding.columns, { rows, row }, { rows: own, row: 0 }))
  last[count] = amplitude * (1 + JITTER) + noise
  const extended = extendFactor(factor, count, last)
  if (extended === null) return posteriorOf(state)
  const wider = new Float64Array(rows.length + own.length)
  wider.set(rows)
  wider.set(own, rows.length)
  return posteriorOf({ ...state, rows: wider, count: count + 1, factor: extended })
}
