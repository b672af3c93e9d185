/** @file Uses an exported model on rows as a user types them. */
import type { FittedRecipe } from '../../../shared/domain/fittedRecipe'
import type { Prediction } from '../../../shared/domain/prediction'
import { createAnswerer, type NoPrediction, type PredictorOptions } from './createAnswerer'
import { floatsOf, type OutputTensors } from './predictionSession'
import type { RawRow } from './rawFrame'

export type { NoPrediction, PredictorOptions } from './createAnswerer'

export interface Predictor {
  /**
   * An answer a row, in order; any number of rows.
   * @throws {predict/not-a-number}
   */
  predict(rows: readonly RawRow[]): Promise<(Prediction | NoPrediction)[]>
  dispose(): Promise<void>
}

export async function createPredictor(options: PredictorOptions): Promise<Predictor> {
  const { ask, dispose } = await createAnswerer(options, (outputs) => toPredictions(outputs, options.fitted))
  return { predict: ask, dispose }
}

function toPredictions(outputs: OutputTensors, { output }: FittedRecipe): Prediction[] {
  if (output.kind === 'number') {
    return Array.from(floatsOf(outputs['value']), (value) => ({ value, probabilities: null }))
  }
  const { labels } = output
  const probabilities = floatsOf(outputs['probabilities'])
  return Array.from({ length: probabilities.length / labels.length }, (_, row) => ({
    value: String(outputs['label']?.data[row]),
    probabilities: labels.map((label, index) => ({
      label,
      probability: probabilities[row * labels.length + index] ?? 0,
    })),
  }))
}
