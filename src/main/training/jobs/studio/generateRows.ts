/** @file Rows that a generator makes of points of its space. */
import { compilePrediction } from '../../../compiler'
import type { Job } from '../../job'
import { answerRows, readTrained } from '../../asking/askTrained'
import { createRowShower } from './showRows'

export const generateRows: Job<'generateRows'> = async ({ latents, ...trained }, tools) => {
  const { meta, request, weights, rows } = await readTrained(trained)
  const { latentSize } = trained.training
  const x = Float32Array.from(latents.flat())
  const data = { rows: latents.length, x, y: new Float32Array(latents.length) }
  const made = await answerRows(
    { ...compilePrediction(request), output: 'predictions', weights, data },
    tools,
  )
  const validation = await rows('validation')
  return { latentSize, made: createRowShower(meta, validation.x).show(made, latents.length) }
}
