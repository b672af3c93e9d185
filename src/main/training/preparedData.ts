/** @file The prepared tensors of a dataset version, read from the folder that the data engine wrote them to. */
import { open, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { PREPARED_META_FILE, PreparedMeta } from '../../shared/domain/preparedMeta'
import type { Part } from '../../shared/domain/split'
import { AppError } from '../../shared/errors/appError'
import type { TrainingData } from './types'

/** @throws {file/unreadable} when the folder was not prepared whole. */
export async function readPreparedMeta(folder: string): Promise<PreparedMeta> {
  try {
    return v.parse(PreparedMeta, JSON.parse(await readFile(join(folder, PREPARED_META_FILE), 'utf8')))
  } catch (thrown) {
    throw new AppError('file/unreadable', { name: PREPARED_META_FILE }, { cause: thrown })
  }
}

/** @throws {file/unreadable} when a file is missing or has another size than `meta` says. */
export async function readPreparedPart(
  folder: string,
  part: Part,
  meta: PreparedMeta,
): Promise<TrainingData> {
  const rows = meta.counts[part]
  const [x, y] = await Promise.all([
    readFloats(folder, `${part}.x.f32`, rows * meta.featureCount),
    readFloats(folder, `${part}.y.f32`, rows),
  ])
  return { rows, x, y }
}

/** Changes when the folder is prepared anew. */
export async function preparedStamp(folder: string): Promise<string> {
  const found = await stat(join(folder, PREPARED_META_FILE)).catch(() => null)
  return `${folder} ${found?.mtimeMs ?? 0} ${found?.ino ?? 0}`
}

async function readFloats(folder: string, name: string, count: number): Promise<Float32Array> {
  try {
    const values = new Float32Array(count)
    await fill(new Uint8Array(values.buffer), join(folder, name))
    return values
  } catch (thrown) {
    // Memory that is not there is no matter of the file.
    if (thrown instanceof RangeError) throw thrown
    throw new AppError('file/unreadable', { name }, { cause: thrown })
  }
}

/** Straight into the tensor's own memory, because a part may be larger than a Buffer may be. */
async function fill(bytes: Uint8Array, path: string): Promise<void> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    if (size !== bytes.length) throw new AppError('file/unreadable', { name: path })
    for (let at = 0; at < bytes.length;) {
      const { bytesRead } = await file.read(bytes, at, Math.min(bytes.length - at, 2 ** 30), at)
      if (bytesRead === 0) throw new AppError('file/unreadable', { name: path })
      at += bytesRead
    }
  } finally {
    await file.close()
  }
}
