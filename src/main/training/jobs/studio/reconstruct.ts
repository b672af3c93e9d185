/** @file Validation rows, and what an autoencoder gives back of them. */
import type { ModelSpec } from '../../../../shared/domain/modelSpec'
import { createRandom } from '../../../../shared/util/random'
import { compilePrediction } from '../../../compiler'
import type { InputRows, TrainingData } from '../../types'
import type { Job } from '../../job'
import { answerRows, readTrained } from '../../asking/askTrained'
import { choosePlaces, pickRows } from '../../asking/pickRows'
import { rowErrors } from './rowErrors'
import { createRowShower } from './showRows'

export const reconstruct: Job<'reconstruct'> = async ({ count, seed, ...trained }, tools) => {
  const { meta, request, weights, rows } = await readTrained(trained)
  const validation = await rows('validation')
  const clean = pickRows(validation, choosePlaces(validation.rows, count, seed))
  const deviation = noiseOf(trained.model)
  const seen: TrainingData = deviation > 0 ? { ...clean, x: withNoise(clean.x, deviation, seed) } : clean
  const question = { ...compilePrediction(request), output: 'predictions', weights, data: seen } as const
  const made = await answerRows(question, tools)
  const { show } = createRowShower(meta, validation.x)
  return {
    real: show(clean.x, clean.rows),
    noisy: deviation > 0 ? show(seen.x, clean.rows) : null,
    made: show(made, clean.rows),
    errors: [...rowErrors(clean.x, made, clean.rows)],
  }
}

/** @returns the deviation of the noise that a network begins with; 0 for none. */
function noiseOf({ layers }: ModelSpec): number {
  const first = layers.find(({ kind }) => kind !== 'input')
  return first?.kind === 'gaussianNoise' ? first.deviation : 0
}

function withNoise(values: InputRows, deviation: number, seed: number): Float32Array {
  const random = createRandom(seed, 1)
  return Float32Array.from(values, (value) => value + deviation * random.normal())
}
