/** @file Uses an exported model on rows as a user types them. */
import type { FittedRecipe } from '../../../shared/domain/fittedRecipe'
import type { Prediction } from '../../../shared/domain/prediction'
import { invariant } from '../../../shared/errors/appError'
import { floatsOf, openPredictionSession, type OutputTensors } from './predictionSession'
import { readInputs, type RawRow, type Reading } from './rawInputs'

export interface PredictorOptions {
  /** An exported model, as `exportModel` writes it. */
  readonly onnx: Uint8Array
  readonly fitted: FittedRecipe
  readonly reading: Reading
}

export interface Predictor {
  /**
   * One prediction a row, in order; any number of rows.
   * @throws {predict/not-a-number} {predict/missing-column}
   */
  predict(rows: readonly RawRow[]): Promise<Prediction[]>
  dispose(): Promise<void>
}

/** Rows that go through the model together. */
const BATCH = 4096

export async function createPredictor({ onnx, fitted, reading }: PredictorOptions): Promise<Predictor> {
  const session = await openPredictionSession(onnx)
  const predictBatch = async (rows: readonly RawRow[]): Promise<Prediction[]> => {
    const inputs = readInputs(rows, fitted, reading)
    invariant(inputs.length === session.inputNames.length, 'an exported model has an input a column')
    const feeds = inputs.map((input, index) => [session.inputNames[index], input] as const)
    return toPredictions(await session.run(Object.fromEntries(feeds)), fitted)
  }
  return {
    predict: async (rows) => {
      const predictions: Prediction[] = []
      for (let at = 0; at < rows.length; at += BATCH)
        predictions.push(...(await predictBatch(rows.slice(at, at + BATCH))))
      return predictions
    },
    dispose: () => session.dispose(),
  }
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
