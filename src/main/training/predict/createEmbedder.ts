/** @file What an exported embedding makes of rows as a user has them. */
import { floatsOf } from './predictionSession'
import { type Answerer, createAnswerer, type PredictorOptions } from './createAnswerer'

/** @param options an export that was asked to embed: it puts out `embedding` [N, numbers] */
export function createEmbedder(options: PredictorOptions): Promise<Answerer<Float32Array>> {
  return createAnswerer(options, (outputs) => {
    const values = floatsOf(outputs['embedding'])
    const [rows = 0, width = 0] = outputs['embedding']?.dims ?? []
    return Array.from({ length: rows }, (_, row) => values.slice(row * width, (row + 1) * width))
  })
}
