/** @file The tensors a worker trains on, kept between runs of the same dataset version. */
import {
  findInput,
  preparedStamp,
  readBytes,
  readPreparedMeta,
  readPreparedPart,
  toShares,
  withInput,
} from './preparedData'
import { changesPictures } from '../../../shared/domain/augmentation'
import type { PreparedMeta } from '../../../shared/domain/preparedMeta'
import type { InputSpec } from '../../../shared/domain/modelInput'
import { readTensor } from './tensorFiles'
import type { InputRows, TrainingData } from '../types'

export interface RunData {
  readonly meta: PreparedMeta
  readonly train: TrainingData
  readonly validation: TrainingData
  /** Absent where the training rows are few enough to be looked at whole. */
  readonly trainSample?: TrainingData
  /** Bytes of the training rows of the input that augmentation changes; `train` has no rows of it then, `trainSample` has. */
  readonly pictures?: Uint8Array
}

/** Training rows whose metrics are measured after every epoch: as many as there are validation rows, 500 at least. */
const LEAST_SAMPLE = 500

/** What stands in the place of an input: features that a frozen network made of it. */
export interface FeatureData {
  /** Null for zeros, where only the shape matters. */
  readonly folder: string | null
  readonly spec: InputSpec
}

export type ReadData = (folder: string, features?: FeatureData) => Promise<RunData>

/** Holds one dataset version at a time. */
export function createDataShelf(): ReadData {
  let held: { stamp: string; data: Promise<RunData> } | null = null
  return async (folder, features) => {
    const stamp = `${await preparedStamp(folder)} ${features === undefined ? '' : `${features.folder ?? 'zeros'} ${String(features.spec.shape)}`}`
    if (held?.stamp !== stamp) held = { stamp, data: readRunData(folder, features) }
    const current = held
    return current.data.catch((thrown: unknown) => {
      if (held === current) held = null
      throw thrown
    })
  }
}

async function readRunData(folder: string, features?: FeatureData): Promise<RunData> {
  const meta = await readPreparedMeta(folder)
  if (features !== undefined) return readOnFeatures(folder, meta, features)
  const without = changedInput(meta)
  const train = await readPreparedPart(folder, 'train', meta, { without })
  const validation = await readPreparedPart(folder, 'validation', meta)
  const limit = Math.max(LEAST_SAMPLE, validation.rows)
  const trainSample = sampleRows(train, limit)
  if (without === undefined)
    return { meta, train, validation, ...(trainSample === train ? {} : { trainSample }) }
  const pictures = await readBytes(folder, 'train', { input: findInput(meta, without), rows: train.rows })
  const shown = toShares(pickRows(pictures, pictures.length / train.rows, spreadRows(train.rows, limit)))
  return {
    meta,
    train,
    validation,
    pictures,
    trainSample: withInput(trainSample, meta, { name: without, rows: shown }),
  }
}

/** The rows that features were made of are not read. */
async function readOnFeatures(
  folder: string,
  before: PreparedMeta,
  { folder: from, spec }: FeatureData,
): Promise<RunData> {
  const inputs = before.inputs.map((input) =>
    input.spec.name === spec.name ? ({ spec, type: 'f32' } as const) : input,
  )
  // Nothing changes from epoch to epoch: else there were no features.
  const meta: PreparedMeta = { ...before, inputs, augmentation: null }
  const width = spec.shape.reduce((product, size) => product * size, 1)
  const read = async (part: 'train' | 'validation'): Promise<TrainingData> => {
    const data = await readPreparedPart(folder, part, meta, { without: spec.name })
    const count = data.rows * width
    const rows =
      from === null
        ? new Float32Array(count)
        : await readTensor({ folder: from, name: `${part}.f32`, type: 'f32', count })
    return withInput(data, meta, { name: spec.name, rows })
  }
  const train = await read('train')
  const validation = await read('validation')
  const trainSample = sampleRows(train, Math.max(LEAST_SAMPLE, validation.rows))
  return { meta, train, validation, ...(trainSample === train ? {} : { trainSample }) }
}

/** @returns the name of the input that augmentation changes, if it does. */
export function changedInput({ augmentation }: Pick<PreparedMeta, 'augmentation'>): string | undefined {
  if (augmentation === null) return undefined
  const { input, settings } = augmentation
  return changesPictures(settings) || settings.mixup > 0 ? input : undefined
}

/** Evenly spaced rows, always the same ones; the data itself where it has no more than `limit`. */
export function sampleRows(data: TrainingData, limit: number): TrainingData {
  const { rows, x, others, y, weights } = data
  if (rows <= limit) return data
  const picked = spreadRows(rows, limit)
  const pick = <T extends InputRows>(values: T): T => pickRows(values, values.length / rows, picked)
  const rest = Object.entries(others ?? {}).map(([name, values]) => [name, pick(values)] as const)
  return {
    rows: limit,
    x: pick(x),
    ...(others === undefined ? {} : { others: Object.fromEntries(rest) }),
    y: pick(y),
    ...(weights === undefined ? {} : { weights: pick(weights) }),
  }
}

/** @returns `limit` row numbers, evenly spaced; all of them where there are no more. */
function spreadRows(rows: number, limit: number): Int32Array {
  const count = Math.min(rows, limit)
  return Int32Array.from({ length: count }, (_, index) => Math.floor((index * rows) / count))
}

/** @returns copies of these rows, in this order. */
export function pickRows<T extends InputRows | Uint8Array>(values: T, width: number, rows: Int32Array): T {
  const picked = values.slice(0, rows.length * width) as T
  rows.forEach((row, index) => picked.set(values.subarray(row * width, (row + 1) * width), index * width))
  return picked
}
