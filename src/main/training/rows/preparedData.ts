/** @file The prepared tensors of a dataset version, read from the folder that the data engine wrote them to. */
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import {
  PREPARED_META_FILE,
  PreparedMeta,
  targetFile,
  tensorFile,
  WEIGHTS_FILE,
  type PreparedInput,
} from '../../../shared/domain/preparedMeta'
import type { Part } from '../../../shared/domain/split'
import { AppError, invariant } from '../../../shared/errors/appError'
import { readTensor } from './tensorFiles'
import type { InputRows, TrainingData } from '../types'

/** @throws {file/unreadable} when the folder was not prepared whole. */
export async function readPreparedMeta(folder: string): Promise<PreparedMeta> {
  try {
    return v.parse(PreparedMeta, JSON.parse(await readFile(join(folder, PREPARED_META_FILE), 'utf8')))
  } catch (thrown) {
    throw new AppError('file/unreadable', { name: PREPARED_META_FILE }, { cause: thrown })
  }
}

export interface PartOptions {
  /** Name of an input that is read otherwise: it has no rows here. */
  readonly without?: string | undefined
}

/** @throws {file/unreadable} when a file is missing or has another size than `meta` says. */
export async function readPreparedPart(
  folder: string,
  part: Part,
  meta: PreparedMeta,
  { without }: PartOptions = {},
): Promise<TrainingData> {
  const rows = meta.counts[part]
  const read = (input: PreparedInput): Promise<InputRows> =>
    input.spec.name === without
      ? Promise.resolve(new Float32Array())
      : readInput(folder, part, { input, rows })
  const hasWeights = part === 'train' && meta.hasWeights
  const [inputs, y, weights] = await Promise.all([
    Promise.all(meta.inputs.map(async (input) => [input.spec.name, await read(input)] as const)),
    readTensor({ folder, name: targetFile(part), type: 'f32', count: rows }),
    hasWeights ? readTensor({ folder, name: WEIGHTS_FILE, type: 'f32', count: rows }) : null,
  ])
  const [main, ...others] = inputs
  invariant(main, 'prepared data has an input')
  return {
    rows,
    x: main[1],
    ...(others.length > 0 ? { others: Object.fromEntries(others) } : {}),
    y,
    ...(weights === null ? {} : { weights }),
  }
}

/** Rows of an input that are made floats only when they are asked for. */
export interface RowsReader {
  readonly rows: number
  /** @returns the rows from `start` up to `end`; pictures from 0 to 1. */
  slice(start: number, end: number): Float32Array
}

/** @throws {file/unreadable} */
export async function readRows(folder: string, part: Part, of: InputPart): Promise<RowsReader> {
  const { input, rows } = of
  const width = widthOf(input)
  if (input.type === 'u8') {
    const bytes = await readBytes(folder, part, of)
    return { rows, slice: (start, end) => toShares(bytes.subarray(start * width, end * width)) }
  }
  const values = await readInput(folder, part, of)
  return { rows, slice: (start, end) => Float32Array.from(values.subarray(start * width, end * width)) }
}

/** The bytes of an input of pictures, as they lie on the disk. @throws {file/unreadable} */
export function readBytes(
  folder: string,
  part: Part,
  { input, rows }: InputPart,
): Promise<Uint8Array<ArrayBuffer>> {
  return readTensor({ folder, name: tensorFile(part, input), type: 'u8', count: rows * widthOf(input) })
}

/** Changes when the folder is prepared anew. */
export async function preparedStamp(folder: string): Promise<string> {
  const found = await stat(join(folder, PREPARED_META_FILE)).catch(() => null)
  return `${folder} ${found?.mtimeMs ?? 0} ${found?.ino ?? 0}`
}

export interface InputPart {
  readonly input: PreparedInput
  readonly rows: number
}

async function readInput(folder: string, part: Part, { input, rows }: InputPart): Promise<InputRows> {
  const { type } = input
  if (type === 'u8') return toShares(await readBytes(folder, part, { input, rows }))
  return readTensor({ folder, name: tensorFile(part, input), type, count: rows * widthOf(input) })
}

/** @throws {bug/invariant} where there is no input of this name. */
export function findInput({ inputs }: Pick<PreparedMeta, 'inputs'>, name: string): PreparedInput {
  const input = inputs.find(({ spec }) => spec.name === name)
  invariant(input, `prepared data has no input ${name}`)
  return input
}

/** @returns the same data with other rows of one input. */
export function withInput(
  data: TrainingData,
  { inputs: [main] }: Pick<PreparedMeta, 'inputs'>,
  { name, rows }: { readonly name: string; readonly rows: InputRows },
): TrainingData {
  return main?.spec.name === name
    ? { ...data, x: rows }
    : { ...data, others: { ...data.others, [name]: rows } }
}

/** 0 … 255 as 0 … 1. */
export function toShares(bytes: Uint8Array): Float32Array {
  const shares = new Float32Array(bytes.length)
  for (let index = 0; index < bytes.length; index++) shares[index] = (bytes[index] ?? 0) / 255
  return shares
}

function widthOf({ spec }: PreparedInput): number {
  return spec.shape.reduce((product, size) => product * size, 1)
}
