/** @file The model of a question: a process of the values, another one of where trials fail, and what a point promises by both. */
import type { Assignment } from '../../../../shared/domain/searchSpace'
import type { Random } from '../../../../shared/util/random'
import { normalLogCdf } from '../../maths/normal'
import { chooseTrials } from './chooseTrials'
import type { Embedding } from './embedding'
import { fit } from './fit'
import { type Hyperparameters, priorsOf } from './hyperparameters'
import { logImprovement } from './logImprovement'
import type { Observations } from './observations'
import { toRelative, warp } from './outputWarp'
import { createPosterior, type Posterior } from './posterior'

/** @returns the logarithm of the improvement that is expected at these features. */
export type Acquisition = (features: Float64Array) => number

/** With more trials than this the fit is made with fewer. */
const MOST_FITTED = 100
const MOST_CHOSEN = 80
/** Noise of the labels of what ended and what failed. */
const LABEL_NOISE = 0.1

/**
 * The improvement is that of what will be measured over the best that was, noise included: what lies beside the smooth part is a trial's own, too, and is kept
 * with it, for no point is tried twice.
 * @param random null: by the most likely hyperparameters; else by others that are plausible
 */
export function createAcquisition(
  embedding: Embedding,
  observations: Observations,
  random: Random | null,
): Acquisition {
  const at = fitSome(embedding, observations, random)
  const rows = observations.assignments.map(embedding.toFeatures)
  const { z } = warp(toRelative(observations.values), at[embedding.scales + 2] ?? 0)
  const posterior = believeAll(embedding, createPosterior(embedding, at, { rows, z }), observations.pending)
  const best = z.reduce((least, value) => Math.min(least, value), Infinity)
  const noise = Math.exp(at[embedding.scales + 1] ?? 0)
  const logChance = createLogChance(embedding, rows, observations.failed)
  return (features) => {
    const { mean, variance } = posterior.predict(features)
    const deviation = Math.sqrt(variance + noise)
    return logImprovement((best - mean) / deviation) + Math.log(deviation) + logChance(features)
  }
}

/** Lengths are found with fewer trials than what is predicted by them: a fit reads the inverse of the matrix many times. */
function fitSome(embedding: Embedding, observations: Observations, random: Random | null): Hyperparameters {
  const { assignments, values } =
    observations.values.length > MOST_FITTED ? chooseTrials(observations, MOST_CHOSEN) : observations
  return fit(embedding, assignments.map(embedding.toFeatures), values, random)
}

function believeAll(embedding: Embedding, posterior: Posterior, pending: readonly Assignment[]): Posterior {
  return pending.reduce((known, assignment) => known.believe(embedding.toFeatures(assignment)), posterior)
}

/** A process of labels 1 (ended) and −1 (failed) with lengths as they are believed beforehand; the chance is Φ of what it says. */
function createLogChance(
  embedding: Embedding,
  ended: readonly Float64Array[],
  failed: readonly Assignment[],
): (features: Float64Array) => number {
  if (failed.length === 0) return () => 0
  const rows = [...ended, ...failed.map(embedding.toFeatures)]
  const z = Float64Array.from(rows, (_, index) => (index < ended.length ? 1 : -1))
  const posterior = createPosterior(embedding, believedBefore(embedding), { rows, z })
  return (features) => {
    const { mean, variance } = posterior.predict(features)
    return normalLogCdf(mean / Math.sqrt(variance + LABEL_NOISE))
  }
}

function believedBefore(embedding: Embedding): Hyperparameters {
  const at = Float64Array.from(priorsOf(embedding), ({ mean, deviation }) => mean - deviation)
  at[embedding.scales] = 0
  at[embedding.scales + 1] = Math.log(LABEL_NOISE)
  return at
}
