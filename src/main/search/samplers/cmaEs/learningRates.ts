/** @file Weights and learning rates of CMA-ES, as in table 1 of Hansen's tutorial (arXiv 1604.00772), negative weights included. */

export interface LearningRates {
  /** By rank, the best first; the positive ones sum up to 1, the others are below 0. */
  readonly weights: readonly number[]
  readonly effective: number
  /** Of the path of the covariance, the path of the step size, its damping, and the rank-one and rank-μ updates. */
  readonly path: number
  readonly stepPath: number
  readonly damping: number
  readonly rankOne: number
  readonly rankMu: number
  /** The expected length of a standard normal vector. */
  readonly expectedLength: number
}

/**
 * @param dimensions n, at least 1
 * @param ranked how many of a generation are ranked, at least 2
 * @param sound how many of them have a value: the others may only get weights that lead away
 */
export function learningRates(dimensions: number, ranked: number, sound: number): LearningRates {
  const n = dimensions
  const raw = Array.from({ length: ranked }, (_, rank) => Math.log((ranked + 1) / 2) - Math.log(rank + 1))
  const parents = Math.max(1, Math.min(Math.floor(ranked / 2), sound))
  const effective = effectiveSize(raw.slice(0, parents))
  const effectiveRest = effectiveSize(raw.slice(parents))
  const rankOne = 2 / ((n + 1.3) ** 2 + effective)
  const rankMu = Math.min(
    1 - rankOne,
    (2 * (0.25 + effective + 1 / effective - 2)) / ((n + 2) ** 2 + effective),
  )
  const stepPath = (effective + 2) / (n + effective + 5)
  const limit = Math.min(
    1 + rankOne / rankMu,
    1 + (2 * effectiveRest) / (effective + 2),
    (1 - rankOne - rankMu) / (n * rankMu),
  )
  return {
    weights: scaleWeights(raw, parents, limit),
    effective,
    path: (4 + effective / n) / (n + 4 + (2 * effective) / n),
    stepPath,
    damping: 1 + 2 * Math.max(0, Math.sqrt((effective - 1) / (n + 1)) - 1) + stepPath,
    rankOne,
    rankMu,
    expectedLength: Math.sqrt(n) * (1 - 1 / (4 * n) + 1 / (21 * n * n)),
  }
}

function effectiveSize(weights: readonly number[]): number {
  const sum = weights.reduce((total, weight) => total + weight, 0)
  const squares = weights.reduce((total, weight) => total + weight * weight, 0)
  return squares === 0 ? 0 : (sum * sum) / squares
}

/** Where few have a value, weights above 0 that are left over lead nowhere. */
function scaleWeights(raw: readonly number[], parents: number, limit: number): number[] {
  const sum = (values: readonly number[]) => values.reduce((total, weight) => total + Math.abs(weight), 0)
  const positive = sum(raw.slice(0, parents))
  const rest = raw.slice(parents).map((weight) => Math.min(0, weight))
  const negative = sum(rest)
  return [
    ...raw.slice(0, parents).map((weight) => (positive > 0 ? weight / positive : 1 / parents)),
    ...rest.map((weight) => (negative > 0 ? (limit * weight) / negative : 0)),
  ]
}

/** @returns how many trials a generation has where nothing else is said: 4 + ⌊3 ln n⌋. */
export function usualPopulation(dimensions: number): number {
  return 4 + Math.floor(3 * Math.log(Math.max(1, dimensions)))
}
