/** @file The hyperparameters that explain the trials best, or nearly so. */
import type { Random } from '../../../../shared/util/random'
import { minimise } from '../../maths/lbfgs'
import { drawPlausible } from './drawPlausible'
import { type Hyperparameters, priorsOf } from './hyperparameters'
import type { Embedding } from './embedding'
import { pairDistances } from './kernel'
import { type FitData, logPosterior } from './logPosterior'
import { toRelative } from './outputWarp'

const STEPS = 40

/**
 * @param values one a row, the smaller the better
 * @param random null: the most likely hyperparameters are wanted; else others that are plausible, drawn from there
 */
export function fit(
  embedding: Embedding,
  rows: readonly Float64Array[],
  values: Float64Array,
  random: Random | null,
): Hyperparameters {
  const priors = priorsOf(embedding)
  const data: FitData = { distances: pairDistances(embedding, rows), values: toRelative(values), priors }
  const start = startOf(data)
  if (rows.length < 2 || data.values.isFlat) return start
  const { x } = minimise(
    (at, gradient) => {
      const value = -logPosterior(data, at, gradient)
      for (let index = 0; index < gradient.length; index++) gradient[index] = -(gradient[index] ?? 0)
      return value
    },
    { start, bounds: priors.map(({ low, high }) => [low, high]), steps: STEPS, tolerance: 1e-3 },
  )
  return random === null ? x : drawPlausible(data, x, random)
}

/** Lengths begin at the mode of their density, where distances of about a third of a range are felt, not at its median. */
function startOf({ priors, distances }: FitData): Hyperparameters {
  return Float64Array.from(priors, ({ mean, deviation }, index) =>
    index < distances.length ? mean - deviation : mean,
  )
}
