/** @file The model of a question: a process of the values, another one of where trials fail, and what a point promises by both. */
import type { Assignment } from '../../../../shared/domain/searchSpace'
import type { Random } from '../../../../shared/util/random'
import { normalLogCdf } from '../../maths/normal'
import type { Embedding } from './embedding'
import { fit } from './fit'
import { type Hyperparameters, priorsOf } from './hyperparameters'
import { logImprovement } from './logImprovement'
import type { Observations } from './observations'
import { toRelative, warp } from './outputWarp'
import { createPosterior, type Posterior } from './posterior'

/** @returns the logarithm of the improvement that is expected at these features. */
export type Acquisition = (features: Float64Array) => number

/** Noise of the labels of what ended and what failed. */
const LABEL_NOISE = 0.1

/** @param random null: by the most likely hyperparameters; else by others that are plausible */
export function createAcquisition(
  embedding: Embedding,
  observations: Observations,
  random: Random | null,
): Acquisition {
  const rows = observations.assignments.map(embedding.toFeatures)
  const at = fit(embedding, rows, observations.values, random)
  const { z } = warp(toRelative(observations.values), at[embedding.scales + 2] ?? 0)
  const posterior = believeAll(embedding, createPosterior(embedding, at, { rows, z }), observations.pending)
  const best = posterior.fitted.reduce((least, value) => Math.min(least, value), Infinity)
  const logChance = createLogChance(embedding, rows, observations.failed)
  return (features) => {
    const { mean, variance } = posterior.predict(features)
    const deviation = Math.sqrt(variance)
    return logImprovement((best - mean) / deviation) + Math.log(deviation) + logChance(features)
  }
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
