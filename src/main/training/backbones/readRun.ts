/** @file A run and its rows: as they are, or with features in their place where a part of the model is frozen. */
import type { RunRequest, RunResult } from '../../../shared/contract/worker'
import type { PreparedMeta } from '../../../shared/domain/preparedMeta'
import { type FeatureSplit, splitFeatures } from '../../compiler'
import { readPreparedMeta } from '../rows/preparedData'
import type { Weights } from '../types'
import { changedInput, type ReadData, type RunData } from '../rows/dataShelf'
import { readBackboneWeights } from './backboneWeights'
import { ensureFeatures, type FeatureWork } from './features'

export interface RunSource {
  /** Of the part that is trained. */
  readonly request: RunRequest
  readonly data: RunData
}

export interface ReadRunOptions {
  readonly readData: ReadData
  readonly now: () => number
  /** @returns false once the run is stopped. @default it never is */
  readonly goesOn?: () => Promise<boolean>
}

/** For seeing how fast steps go: features need not be there, for it takes as long on any others. */
export async function readMeasured(request: RunRequest, readData: ReadData): Promise<RunSource> {
  const found = await splitRun(request)
  if (found === null) return { request, data: await readData(request.dataFolder) }
  const { split } = found
  const data = await readData(request.dataFolder, { folder: null, spec: split.features })
  return { request: { ...request, model: split.rest }, data }
}

/** @returns null where the run was stopped before its features were there. */
export async function readRun(request: RunRequest, options: ReadRunOptions): Promise<RunSource | null> {
  const { readData, now, goesOn = () => Promise.resolve(true) } = options
  const { dataFolder, backbonesFolder } = request
  const found = await splitRun(request)
  if (found === null) return { request, data: await readData(dataFolder) }
  const { split } = found
  const folder = await ensureFeatures({ ...found, backbonesFolder, dataFolder, goesOn, now })
  if (folder === null) return null
  const data = await readData(dataFolder, { folder, spec: split.features })
  return { request: { ...request, model: split.rest }, data }
}

type SplitRun = Pick<FeatureWork, 'split' | 'request' | 'meta'>

/** @returns null where nothing of the model is the same at every epoch */
async function splitRun(request: RunRequest): Promise<SplitRun | null> {
  const { model, dataFolder } = request
  if (model.backbones === undefined) return null
  const meta = await readPreparedMeta(dataFolder)
  const whole = { ...request, ...model, inputs: meta.inputs.map(({ spec }) => spec) }
  const split = splitOn(request, meta)
  return split === null ? null : { split, request: whole, meta }
}

type TrainedModel = Pick<RunRequest, 'model' | 'training' | 'task' | 'output'>

/** @returns null where nothing of the model is the same at every epoch */
function splitOn(
  trained: TrainedModel,
  meta: Pick<PreparedMeta, 'inputs' | 'augmentation'>,
): FeatureSplit | null {
  const { model } = trained
  if (model.backbones === undefined) return null
  const split = splitFeatures({ ...trained, ...model, inputs: meta.inputs.map(({ spec }) => spec) })
  return split === null || split.input.name === changedInput(meta) ? null : split
}

/** How a model that begins with a trained network is trained. */
export interface BackbonePass {
  /** Whether what stands still is computed once, and the rest trained on what it gave. */
  readonly hasFeatures: boolean
  /** Whether rows pass nodes of ONNX at every step, for which only ONNX Runtime has kernels. */
  readonly keepsNodes: boolean
}

/** @param meta of the data that it is trained on @returns null for a model that begins with none */
export function backbonePass(
  trained: TrainedModel,
  meta: Pick<PreparedMeta, 'inputs' | 'augmentation'>,
): BackbonePass | null {
  if (trained.model.backbones === undefined) return null
  const split = splitOn(trained, meta)
  const { layers } = split?.rest ?? trained.model
  return { hasFeatures: split !== null, keepsNodes: layers.some(({ kind }) => kind === 'onnx') }
}

/**
 * @param weights of the whole model
 * @returns the result with all weights counted, also where only a part of the model was trained
 */
export function wholeResult({ model }: RunRequest, result: RunResult, weights: Weights): RunResult {
  if (model.backbones === undefined) return result
  const weightCount = [...weights.values()].reduce((total, { values }) => total + values.length, 0)
  return { ...result, weightCount }
}

/**
 * What was not trained is as it was given.
 * @param request of the whole run @returns the weights of the whole model
 */
export async function completeWeights(
  { model, backbonesFolder }: RunRequest,
  weights: Weights,
): Promise<Weights> {
  if (model.backbones === undefined) return weights
  return new Map([...(await readBackboneWeights(model, backbonesFolder)), ...weights])
}
