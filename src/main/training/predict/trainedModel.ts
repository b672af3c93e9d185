/** @file What can be done with the weights of a finished run: export them, or test them on the sealed rows. */
import type { FittedRecipe } from '../../../shared/domain/fittedRecipe'
import type { ModelSpec } from '../../../shared/domain/modelSpec'
import type { Task } from '../../../shared/domain/task'
import { exportModel, exportNetwork } from '../../compiler'
import { buildTestFigures, logLoss, type TestFigures } from '../metrics'
import { readPreparedMeta, readPreparedPart } from '../preparedData'
import type { TrainingData } from '../types'
import { readWeights } from '../weightsFile'
import { floatsOf, openPredictionSession } from './predictionSession'

/** A run that has finished: what was trained, on what, and where its weights lie. */
export interface TrainedModel {
  readonly model: ModelSpec
  readonly task: Task
  /** Folder of the prepared tensors of the dataset version. */
  readonly dataFolder: string
  readonly weightsFile: string
}

/**
 * @param version of Fettle, for the model's metadata
 * @returns the model with its preprocessing as standard ONNX, and the recipe that tells what it reads.
 * @throws {file/unreadable} when weights or prepared data are gone.
 */
export async function exportTrained(
  { model, task, dataFolder, weightsFile }: TrainedModel,
  version: string,
): Promise<{ onnx: Uint8Array; fitted: FittedRecipe }> {
  const { fitted } = await readPreparedMeta(dataFolder)
  const weights = await readWeights(weightsFile)
  return { onnx: exportModel({ model, task, weights, fitted, version }), fitted }
}

/**
 * Predicts the sealed test rows. Reads them: whoever calls this has to remember that they are open now.
 * @throws {file/unreadable} when weights or prepared data are gone.
 */
export async function evaluateOnTest(trained: TrainedModel): Promise<TestFigures> {
  const { model, task, dataFolder, weightsFile } = trained
  const meta = await readPreparedMeta(dataFolder)
  const { output, targetCenter: center, targetScale: scale } = meta.fitted
  const test = await readPreparedPart(dataFolder, 'test', meta)
  const { y: trainY } = await readPreparedPart(dataFolder, 'train', meta)
  const weights = await readWeights(weightsFile)
  const network = exportNetwork({ model, task, weights, output, featureCount: meta.featureCount })
  const predictions = await predictFeatures(network, test)
  const loss =
    task === 'regression' ? meanSquaredError(predictions, test.y) : (logLoss(predictions, test.y) ?? NaN)
  return buildTestFigures({
    task,
    output,
    evaluation: { loss, predictions },
    y: test.y,
    trainY,
    target: { center, scale },
  })
}

async function predictFeatures(network: Uint8Array, { rows, x }: TrainingData): Promise<Float32Array> {
  const session = await openPredictionSession(network)
  try {
    const outputs = await session.run({
      features: { dataType: 'float32', values: x, shape: [rows, x.length / rows] },
    })
    return floatsOf(outputs['predictions'])
  } finally {
    await session.dispose()
  }
}

function meanSquaredError(predictions: Float32Array, y: Float32Array): number {
  return y.reduce((total, value, row) => total + (value - (predictions[row] ?? 0)) ** 2, 0) / y.length
}
