/** @file What can be done with the weights of a finished run: export them, or test them on the sealed rows. */
import type { FittedRecipe } from '../../../shared/domain/fittedRecipe'
import type { ModelSpec } from '../../../shared/domain/modelSpec'
import { goalOf, type Task } from '../../../shared/domain/task'
import type { TrainingSpec } from '../../../shared/domain/trainingSpec'
import type { PreparedMeta } from '../../../shared/domain/preparedMeta'
import { compileTest, exportModel, type ExportedModel } from '../../compiler'
import { buildMadeFigures, buildTestFigures, type TestFigures } from '../metrics'
import { scalingOf } from '../pictures/drawing'
import { readPreparedMeta, readPreparedPart } from '../preparedData'
import { createEvaluationFeeds } from '../runners/onnx/dataFeeds'
import { evaluateRows } from '../runners/onnx/evaluateRows'
import { openSession } from '../runners/onnx/session'
import { toTensors } from '../runners/onnx/toTensors'
import type { Evaluation, TrainingData } from '../types'
import { readWeights } from '../weightsFile'

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
 * @returns the model with its preprocessing as standard ONNX, what that reads, and the recipe behind it.
 * @throws {file/unreadable} when weights or prepared data are gone.
 */
export async function exportTrained(
  { model, training, task, dataFolder, weightsFile }: TrainedModel,
  version: string,
): Promise<ExportedModel & { readonly fitted: FittedRecipe }> {
  const { fitted } = await readPreparedMeta(dataFolder)
  const weights = await readWeights(weightsFile)
  return { ...exportModel({ model, training, task, weights, fitted, version }), fitted }
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
  const train = await readPreparedPart(dataFolder, 'train', meta)
  const evaluation = await evaluateRowsOf(trained, meta, test)
  const goal = goalOf(task, trained.training.mode)
  if (goal === 'reconstruction' || goal === 'generation') {
    return buildMadeFigures({
      goal,
      evaluation,
      test,
      train,
      shape: meta.inputs[0]?.spec.shape ?? [],
      scaling: scalingOf(meta.fitted),
    })
  }
  const target = { center, scale }
  return buildTestFigures({ task, output, evaluation, y: test.y, trainY: train.y, target })
}

/** Predicts the validation rows of a model that has targets. @throws {file/unreadable} when weights or prepared data are gone. */
export async function evaluateOnValidation(trained: TrainedModel) {
  const meta = await readPreparedMeta(trained.dataFolder)
  const rows = await readPreparedPart(trained.dataFolder, 'validation', meta)
  return { output: meta.fitted.output, evaluation: await evaluateRowsOf(trained, meta, rows), y: rows.y }
}

async function evaluateRowsOf(
  { model, training, task, weightsFile }: TrainedModel,
  { fitted, inputs }: PreparedMeta,
  rows: TrainingData,
): Promise<Evaluation> {
  const target = { center: fitted.targetCenter, scale: fitted.targetScale }
  const { output } = fitted
  const { plan, program } = compileTest({
    ...model,
    inputs: inputs.map(({ spec }) => spec),
    output,
    task,
    training,
    target,
  })
  const weights = await readWeights(weightsFile)
  const session = await openSession(program, { device: 'cpu', threads: 1 })
  try {
    return await evaluateRows({ session, plan }, toTensors(weights), createEvaluationFeeds(rows, plan))
  } finally {
    await session.release()
  }
}
