/** @file What can be done with the weights of a finished run: export them, or test them on the sealed rows. */
import type { FittedRecipe } from '../../../shared/domain/fittedRecipe'
import type { ModelSpec } from '../../../shared/domain/modelSpec'
import type { Task } from '../../../shared/domain/task'
import type { TrainingSpec } from '../../../shared/domain/trainingSpec'
import type { PreparedMeta } from '../../../shared/domain/preparedMeta'
import { compileTest, exportModel } from '../../compiler'
import { buildTestFigures, type TestFigures } from '../metrics'
import { readPreparedMeta, readPreparedPart } from '../preparedData'
import { createDataFeeds } from '../runners/onnx/dataFeeds'
import { openSession } from '../runners/onnx/session'
import { toTensors } from '../runners/onnx/toTensors'
import type { Evaluation, TrainingData } from '../types'
import { readWeights } from '../weightsFile'
import { floatsOf } from './predictionSession'
import { tableInput } from '../../../shared/domain/modelInput'

/** A run that has finished: what was trained, on what, and where its weights lie. */
export interface TrainedModel {
  readonly model: ModelSpec
  readonly training: TrainingSpec
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
  { model, training, task, dataFolder, weightsFile }: TrainedModel,
  version: string,
): Promise<{ onnx: Uint8Array; fitted: FittedRecipe }> {
  const { fitted } = await readPreparedMeta(dataFolder)
  const weights = await readWeights(weightsFile)
  return { onnx: exportModel({ model, training, task, weights, fitted, version }), fitted }
}

/**
 * Predicts the sealed test rows. Reads them: whoever calls this has to remember that they are open now.
 * @throws {file/unreadable} when weights or prepared data are gone.
 */
export async function evaluateOnTest(trained: TrainedModel): Promise<TestFigures> {
  const { task, dataFolder } = trained
  const meta = await readPreparedMeta(dataFolder)
  const { output, targetCenter: center, targetScale: scale } = meta.fitted
  const test = await readPreparedPart(dataFolder, 'test', meta)
  const { y: trainY } = await readPreparedPart(dataFolder, 'train', meta)
  const evaluation = await evaluateRows(trained, meta, test)
  return buildTestFigures({ task, output, evaluation, y: test.y, trainY, target: { center, scale } })
}

async function evaluateRows(
  { model, training, task, weightsFile }: TrainedModel,
  { fitted, featureCount }: PreparedMeta,
  test: TrainingData,
): Promise<Evaluation> {
  const target = { center: fitted.targetCenter, scale: fitted.targetScale }
  const { layers } = model
  const { output } = fitted
  const { plan, program } = compileTest({
    layers,
    inputs: [tableInput(featureCount)],
    output,
    task,
    training,
    target,
  })
  const weights = await readWeights(weightsFile)
  const session = await openSession(program, { device: 'cpu', threads: 1 })
  try {
    const results = await session.run({
      ...toTensors(weights),
      ...createDataFeeds(test, plan).slice(0, test.rows),
    })
    return {
      loss: Number(floatsOf(results['loss'])[0]),
      predictions: floatsOf(results['predictions']),
    }
  } finally {
    await session.release()
  }
}
