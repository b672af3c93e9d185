/** @file Arrays as NumPy writes them, one a file: what an unpacked .npz holds. */
import { readFile } from 'node:fs/promises'
import type { SourceEntry } from '../../../datasets'
import { AppError } from '../../../../shared/errors/appError'
import type { Weights } from '../../types'
import { fromHalf } from './halfFloats'

const MAGIC = '\u0093NUMPY'

/** By the names that they have in the archive. @throws {file/unreadable} */
export async function readNpyArrays(entries: readonly SourceEntry[]): Promise<Weights> {
  const found: [string, { shape: readonly number[]; values: Float32Array }][] = []
  for (const { name, path } of entries) {
    if (!name.endsWith('.npy')) continue
    found.push([name.slice(0, -'.npy'.length), decodeNpy(await readFile(path), name)])
  }
  return new Map(found)
}

/** https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html, versions 1 to 3 @throws {file/unreadable} */
export function decodeNpy(
  bytes: Buffer,
  name: string,
): { readonly shape: readonly number[]; readonly values: Float32Array } {
  const fail = (): never => {
    throw new AppError('file/unreadable', { name })
  }
  if (bytes.length < 12 || bytes.toString('latin1', 0, 6) !== MAGIC) return fail()
  const isOld = bytes[6] === 1
  const headerAt = isOld ? 10 : 12
  const start = headerAt + (isOld ? bytes.readUInt16LE(8) : bytes.readUInt32LE(8))
  const header = bytes.toString('latin1', headerAt, start)
  const type = /'descr':\s*'([^']+)'/.exec(header)?.[1] ?? ''
  const read = READERS[type]
  const sizes = /'shape':\s*\(([^)]*)\)/.exec(header)?.[1]
  if (read === undefined || sizes === undefined || !/'fortran_order':\s*False/.test(header)) return fail()
  const shape = sizes.split(',').flatMap((size) => (size.trim() === '' ? [] : [Number(size)]))
  const count = shape.reduce((product, size) => product * size, 1)
  if (bytes.length < start + count * read.bytes) return fail()
  const values = Float32Array.from({ length: count }, (_, index) =>
    read.at(bytes, start + index * read.bytes),
  )
  return { shape, values }
}

interface Reader {
  readonly bytes: number
  readonly at: (bytes: Buffer, place: number) => number
}

const READERS: Readonly<Record<string, Reader>> = {
  '<f2': { bytes: 2, at: (bytes, place) => fromHalf(bytes.readUInt16LE(place)) },
  '<f4': { bytes: 4, at: (bytes, place) => bytes.readFloatLE(place) },
  '<f8': { bytes: 8, at: (bytes, place) => bytes.readDoubleLE(place) },
}
