/** @file Decoded pictures, read a few rows at a time. */
import { open, readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import * as v from 'valibot'
import { PictureProblem } from '../../../../shared/domain/picture'
import { AppError, invariant } from '../../../../shared/errors/appError'

const Count = v.pipe(v.number(), v.integer(), v.minValue(0))

const RowProblem = v.strictObject({ row: Count, problem: PictureProblem })
/** A picture that could not be decoded, by its place among all. */
export type RowProblem = v.InferOutput<typeof RowProblem>

/** What lies beside the bytes, as JSON. */
export const PictureIndex = v.strictObject({
  /** Pictures, height, width, channels. */
  shape: v.strictTuple([Count, Count, Count, Count]),
  problems: v.array(RowProblem),
  /** Places of pictures in which nothing of what the geometry looks for was found; absent where it looks for nothing. */
  unfocused: v.optional(v.array(Count)),
})
export type PictureIndex = v.InferOutput<typeof PictureIndex>

export interface PictureTensor extends PictureIndex {
  /** Bytes of a picture. */
  readonly rowBytes: number
  /** @returns [count, height, width, channels] of the pictures from `start` */
  read(start: number, count: number): Promise<Uint8Array>
  /** @returns the pictures at these places, in this order; neighbours are read at once. */
  readRows(rows: ArrayLike<number>): Promise<Uint8Array>
  close(): Promise<void>
}

export function indexFile(file: string): string {
  return `${file}.json`
}

/** @throws {file/unreadable} where the file is not whole */
export async function openPictureTensor(file: string): Promise<PictureTensor> {
  const index = await readIndex(file)
  const [count, height, width, channels] = index.shape
  const rowBytes = height * width * channels
  const handle = await open(file).catch((cause: unknown) => {
    throw new AppError('file/unreadable', { name: basename(file) }, { cause })
  })
  const { size } = await handle.stat()
  if (size !== count * rowBytes) {
    await handle.close()
    throw new AppError('file/unreadable', { name: basename(file) })
  }
  const readInto = async (out: Uint8Array, start: number): Promise<void> => {
    invariant(start >= 0 && start * rowBytes + out.length <= size, `pictures from ${start}`)
    for (let at = 0; at < out.length;) {
      const { bytesRead } = await handle.read(out, at, out.length - at, start * rowBytes + at)
      if (bytesRead === 0) throw new AppError('file/unreadable', { name: basename(file) })
      at += bytesRead
    }
  }
  return {
    ...index,
    rowBytes,
    async read(start, rows) {
      const out = new Uint8Array(rows * rowBytes)
      await readInto(out, start)
      return out
    },
    async readRows(rows) {
      const out = new Uint8Array(rows.length * rowBytes)
      for (let at = 0; at < rows.length;) {
        const run = runLength(rows, at)
        await readInto(out.subarray(at * rowBytes, (at + run) * rowBytes), rows[at] ?? -1)
        at += run
      }
      return out
    },
    close: () => handle.close(),
  }
}

/** How many rows from `at` follow each other. */
function runLength(rows: ArrayLike<number>, at: number): number {
  let length = 1
  while (at + length < rows.length && rows[at + length] === (rows[at] ?? 0) + length) length++
  return length
}

async function readIndex(file: string): Promise<PictureIndex> {
  try {
    return v.parse(PictureIndex, JSON.parse(await readFile(indexFile(file), 'utf8')))
  } catch (thrown) {
    throw new AppError('file/unreadable', { name: basename(file) }, { cause: thrown })
  }
}
