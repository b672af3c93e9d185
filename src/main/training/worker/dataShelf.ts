/** @file The tensors a worker trains on, kept between runs of the same dataset version. */
import { preparedStamp, readPreparedMeta, readPreparedPart } from '../preparedData'
import type { PreparedMeta } from '../../../shared/domain/preparedMeta'
import type { InputRows, TrainingData } from '../types'

export interface RunData {
  readonly meta: PreparedMeta
  readonly train: TrainingData
  readonly validation: TrainingData
  /** Absent where the training rows are few enough to be looked at whole. */
  readonly trainSample?: TrainingData
}

/** Training rows whose metrics are measured after every epoch: as many as there are validation rows, 500 at least. */
const LEAST_SAMPLE = 500

/** Holds one dataset version at a time. */
export function createDataShelf(): (folder: string) => Promise<RunData> {
  let held: { stamp: string; data: Promise<RunData> } | null = null
  return async (folder) => {
    const stamp = await preparedStamp(folder)
    if (held?.stamp !== stamp) held = { stamp, data: readRunData(folder) }
    const current = held
    return current.data.catch((thrown: unknown) => {
      if (held === current) held = null
      throw thrown
    })
  }
}

async function readRunData(folder: string): Promise<RunData> {
  const meta = await readPreparedMeta(folder)
  const train = await readPreparedPart(folder, 'train', meta)
  const validation = await readPreparedPart(folder, 'validation', meta)
  const trainSample = sampleRows(train, Math.max(LEAST_SAMPLE, validation.rows))
  return { meta, train, validation, ...(trainSample === train ? {} : { trainSample }) }
}

/** Evenly spaced rows, always the same ones; the data itself where it has no more than `limit`. */
export function sampleRows(data: TrainingData, limit: number): TrainingData {
  const { rows, x, others, y } = data
  if (rows <= limit) return data
  const picked = Int32Array.from({ length: limit }, (_, index) => Math.floor((index * rows) / limit))
  const pick = <T extends InputRows>(values: T): T => pickRows(values, values.length / rows, picked)
  const rest = Object.entries(others ?? {}).map(([name, values]) => [name, pick(values)] as const)
  return {
    rows: limit,
    x: pick(x),
    ...(others === undefined ? {} : { others: Object.fromEntries(rest) }),
    y: pick(y),
  }
}

function pickRows<T extends InputRows>(values: T, width: number, rows: Int32Array): T {
  const picked = values.slice(0, rows.length * width) as T
  rows.forEach((row, index) => picked.set(values.subarray(row * width, (row + 1) * width), index * width))
  return picked
}
