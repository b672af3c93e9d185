/** @file Tensors on disk as prepared data has them: row-major cells, little-endian, and nothing else. */
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import type { TensorType } from '../../../shared/domain/preparedMeta'
import { AppError } from '../../../shared/errors/appError'

interface CellsOf {
  readonly f32: Float32Array<ArrayBuffer>
  readonly i32: Int32Array<ArrayBuffer>
  readonly u8: Uint8Array<ArrayBuffer>
}

const MAKERS: { readonly [Type in TensorType]: (count: number) => CellsOf[Type] } = {
  f32: (count) => new Float32Array(count),
  i32: (count) => new Int32Array(count),
  u8: (count) => new Uint8Array(count),
}

export interface TensorFile<Type extends TensorType> {
  readonly folder: string
  readonly name: string
  readonly type: Type
  /** Cells, not bytes. */
  readonly count: number
}

/** @throws {file/unreadable} when the file is missing or has another size. */
export async function readTensor<Type extends TensorType>({
  folder,
  name,
  type,
  count,
}: TensorFile<Type>): Promise<CellsOf[Type]> {
  try {
    const cells: CellsOf[Type] = MAKERS[type](count)
    await fill(new Uint8Array(cells.buffer), join(folder, name))
    return cells
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
