/** @file What can be done with the weights of a finished run: export them, or test them on the sealed rows. */
import type { FittedRecipe } from '../../../shared/domain/fittedRecipe'
import { goalOf, type Output } from '../../../shared/domain/task'
import { invariant } from '../../../shared/errors/appError'
import type { PreparedMeta } from '../../../shared/domain/preparedMeta'
import { compileTest, exportModel, type ExportedModel, type ExportRequest } from '../../compiler'
import { embedParts } from '../matching/embedRows'
import { judgeAtThreshold } from '../matching/report'
import { buildEmbeddedFigures, buildMadeFigures, buildTestFigures, type TestFigures } from '../metrics'
import { scalingOf } from '../pictures/drawing'
import { readPreparedMeta, readPreparedPart } from '../rows/preparedData'
import { createEvaluationFeeds } from '../runners/shared/dataFeeds'
import { evaluateRows } from '../runners/shared/evaluateRows'
import { openSession } from '../runners/onnx/session'
import { toTensors } from '../runners/shared/toTensors'
import type { Evaluation, TrainedModel, TrainingData } from '../types'
import { readWeights } from '../weightsFile'

export type { TrainedModel } from '../types'

/**
 * @param version of Fettle, for the model's metadata
 * @param options `embeds`: the model puts out what rows are compared by instead of an answer
 * @returns the model with its preprocessing as standard ONNX, what that reads, and the recipe behind it.
 * @throws {file/unreadable} when weights or prepared data are gone.
 */
export async function exportTrained(
  { model, training, task, dataFolder, weightsFile }: TrainedModel,
  version: string,
  options: Pick<ExportRequest, 'embeds'> = {},
): Promise<ExportedModel & { readonly fitted: FittedRecipe }> {
  const { fitted } = await readPreparedMeta(dataFolder)
  const weights = await readWeights(weightsFile)
  return { ...exportModel({ model, training, task, weights, fitted, version, ...options }), fitted }
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
  if (goal === 'embedding') return judgeEmbedding(trained, output, evaluation)
  const target = { center, scale }
  const figures = buildTestFigures({ task, output, evaluation, y: test.y, trainY: train.y, target })
  return { ...figures, naive: meta.naive ?? null }
}

/** Rows are looked for among the training rows, at the threshold that the validation rows tell. */
async function judgeEmbedding(
  trained: TrainedModel,
  output: Output,
  { loss }: Evaluation,
): Promise<TestFigures> {
  const { parts } = await embedParts(trained, ['train', 'validation', 'test'])
  const [train, validation, test] = parts
  invariant(train && validation && test && output.kind === 'classes', 'an embedding tells classes apart')
  const { labels } = output
  const matched = judgeAtThreshold(test, { train, validation, labels })
  return buildEmbeddedFigures({ train, test, labels, loss, matched })
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
