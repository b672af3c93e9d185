/** @file The normal distribution that CMA-ES searches with, and how a generation of results changes it. */
import { EigenvalueDecomposition, Matrix } from 'ml-matrix'
import type { Random } from '../../../../shared/util/random'
import { learningRates } from './learningRates'

/** A point is mean + step · margin ∘ y, with y normal of this covariance, in places of the unit cube. */
export interface Distribution {
  readonly mean: Float64Array
  readonly step: number
  /** Row by row. */
  readonly covariance: Float64Array
  /** By how much each axis is widened so that whole numbers stay in reach; 1 for continuous ones. */
  readonly margin: Float64Array
  readonly path: Float64Array
  readonly stepPath: Float64Array
  /** Generations that have changed it. */
  readonly generation: number
  /** Eigenvectors as columns, row by row, and square roots of eigenvalues. */
  readonly basis: Float64Array
  readonly lengths: Float64Array
}

/** A trial of a generation, the best first. */
export interface Ranked {
  readonly point: Float64Array
  /** Whether it has a value; those without stand last. */
  readonly isSound: boolean
}

const SMALLEST_STEP = 1e-14
const LARGEST_STEP = 1
/** Eigenvalues below this share of the largest are lifted to it. */
const LARGEST_CONDITION = 1e14

/** @param covariance of an even distribution where it is absent */
export function startDistribution(mean: Float64Array, step: number, covariance?: Float64Array): Distribution {
  const n = mean.length
  const zeros = new Float64Array(n)
  return decomposed({
    ...{ mean, step, path: zeros, stepPath: zeros, generation: 0 },
    covariance: covariance ?? identity(n),
    margin: new Float64Array(n).fill(1),
  })
}

/** @returns a point, perhaps outside of the unit cube. */
export function samplePoint(
  { mean, step, margin, basis, lengths }: Distribution,
  random: Random,
): Float64Array {
  const n = mean.length
  const normal = lengths.map((length) => length * random.normal())
  return mean.map((middle, row) => {
    let y = 0
    for (let column = 0; column < n; column++) y += (basis[row * n + column] ?? 0) * (normal[column] ?? 0)
    return middle + step * (margin[row] ?? 1) * y
  })
}

/**
 * The update of Hansen's tutorial (arXiv 1604.00772, equations 39 to 47). Points may come from elsewhere: a step that is longer than any of its
 * own would be is shortened (Hansen 2011, "Injecting external solutions into CMA-ES").
 */
export function updateDistribution(before: Distribution, ranked: readonly Ranked[]): Distribution {
  const n = before.mean.length
  const sound = ranked.filter(({ isSound }) => isSound).length
  const rates = learningRates(n, ranked.length, sound)
  const steps = ranked.map(({ point }) => shortened(before, point))
  const shift = weightedSum(
    steps,
    rates.weights.map((weight) => Math.max(0, weight)),
    n,
  )
  const white = whiten(before, shift)
  const stepPath = mixed(before.stepPath, white, rates.stepPath, rates.effective)
  const generation = before.generation + 1
  const length = Math.sqrt(dot(stepPath, stepPath))
  const settled = Math.sqrt(1 - (1 - rates.stepPath) ** (2 * generation))
  const isCalm = length / settled < (1.4 + 2 / (n + 1)) * rates.expectedLength
  const path = mixed(before.path, isCalm ? shift : new Float64Array(n), rates.path, rates.effective)
  const growth = Math.exp(Math.min(1, (rates.stepPath / rates.damping) * (length / rates.expectedLength - 1)))
  return decomposed({
    mean: before.mean.map((middle, axis) =>
      Math.min(1, Math.max(0, middle + before.step * (before.margin[axis] ?? 1) * (shift[axis] ?? 0))),
    ),
    step: Math.min(LARGEST_STEP, Math.max(SMALLEST_STEP, before.step * growth)),
    margin: before.margin,
    covariance: changedCovariance(before, { steps, path, isCalm, rates }),
    ...{ path, stepPath, generation },
  })
}

/** @returns the standard deviation of an axis. */
export function deviationOf({ step, covariance, margin, mean }: Distribution, axis: number): number {
  return step * (margin[axis] ?? 1) * Math.sqrt(covariance[axis * mean.length + axis] ?? 0)
}

interface Change {
  readonly steps: readonly Float64Array[]
  readonly path: Float64Array
  readonly isCalm: boolean
  readonly rates: ReturnType<typeof learningRates>
}

function changedCovariance(before: Distribution, { steps, path, isCalm, rates }: Change): Float64Array {
  const n = before.mean.length
  const { rankOne, rankMu, weights } = rates
  const missing = isCalm ? 0 : rankOne * rates.path * (2 - rates.path)
  const kept = 1 + missing - rankOne - rankMu * weights.reduce((sum, weight) => sum + weight, 0)
  const covariance = before.covariance.map((value) => kept * value)
  addOuter(covariance, path, rankOne)
  for (const [rank, y] of steps.entries()) {
    const weight = weights[rank] ?? 0
    const white = weight < 0 ? whiten(before, y) : null
    // A long step must not take more than there is.
    const fair = white === null ? weight : (weight * n) / (dot(white, white) + 1e-8)
    if (fair !== 0) addOuter(covariance, y, rankMu * fair)
  }
  return covariance
}

function shortened(before: Distribution, point: Float64Array): Float64Array {
  const n = point.length
  const y = point.map(
    (place, axis) => (place - (before.mean[axis] ?? 0)) / (before.step * (before.margin[axis] ?? 1)),
  )
  const white = whiten(before, y)
  const longest = Math.sqrt(n) + (2 * n) / (n + 2)
  const share = longest / Math.sqrt(dot(white, white))
  return share < 1 ? y.map((value) => value * share) : y
}

/** The product with the inverse square root of the covariance. */
function whiten({ basis, lengths }: Distribution, y: Float64Array): Float64Array {
  const n = y.length
  const turned = lengths.map((length, column) => {
    let sum = 0
    for (let row = 0; row < n; row++) sum += (basis[row * n + column] ?? 0) * (y[row] ?? 0)
    return sum / length
  })
  return y.map((_, row) => {
    let sum = 0
    for (let column = 0; column < n; column++) sum += (basis[row * n + column] ?? 0) * (turned[column] ?? 0)
    return sum
  })
}

function decomposed(parts: Omit<Distribution, 'basis' | 'lengths'>): Distribution {
  const n = parts.mean.length
  const matrix = new Matrix(n, n)
  for (let row = 0; row < n; row++) {
    for (let column = 0; column <= row; column++) {
      const value = parts.covariance[row * n + column] ?? 0
      matrix.set(row, column, value)
      matrix.set(column, row, value)
    }
  }
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(matrix, {
    assumeSymmetric: true,
  })
  const floor = Math.max(...realEigenvalues, 1e-300) / LARGEST_CONDITION
  return {
    ...parts,
    basis: Float64Array.from(eigenvectorMatrix.to1DArray()),
    lengths: Float64Array.from(realEigenvalues, (value) => Math.sqrt(Math.max(floor, value))),
  }
}

function mixed(old: Float64Array, added: Float64Array, rate: number, effective: number): Float64Array {
  const share = Math.sqrt(rate * (2 - rate) * effective)
  return old.map((value, axis) => (1 - rate) * value + share * (added[axis] ?? 0))
}

function weightedSum(steps: readonly Float64Array[], weights: readonly number[], n: number): Float64Array {
  const sum = new Float64Array(n)
  for (const [rank, y] of steps.entries())
    for (let axis = 0; axis < n; axis++) sum[axis] = (sum[axis] ?? 0) + (weights[rank] ?? 0) * (y[axis] ?? 0)
  return sum
}

function addOuter(matrix: Float64Array, y: Float64Array, weight: number): void {
  const n = y.length
  for (let row = 0; row < n; row++)
    for (let column = 0; column < n; column++) {
      const place = row * n + column
      matrix[place] = (matrix[place] ?? 0) + weight * (y[row] ?? 0) * (y[column] ?? 0)
    }
}

function identity(n: number): Float64Array {
  return Float64Array.from({ length: n * n }, (_, place) => (place % (n + 1) === 0 ? 1 : 0))
}

function dot(left: Float64Array, right: Float64Array): number {
  return left.reduce((sum, value, index) => sum + value * (right[index] ?? 0), 0)
}
