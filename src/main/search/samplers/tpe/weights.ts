/** @file How much observations of a Parzen estimator count. */

/** The youngest count fully. */
const FULL = 25

/** @returns weights of `count` observations, oldest first: all alike up to 25; beyond, the older ones rise evenly from 1/count (hyperopt, Optuna). */
export function fadingWeights(count: number): Float64Array {
  const weights = new Float64Array(count).fill(1)
  const old = count - FULL
  for (let index = 0; index < old; index++) {
    const share = old === 1 ? 0 : index / (old - 1)
    weights[index] = 1 / count + (1 - 1 / count) * share
  }
  return weights
}
