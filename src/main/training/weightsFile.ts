/**
 * @file Trained weights on disk.
 *
 * A file is: the four bytes `FTLW`, the format version (u32), the length of the header in bytes (u32), the header (JSON,
 * padded with spaces to a multiple of four), all values (float32), and the SHA-256 of everything before it (32 bytes).
 * Numbers are little-endian. The header names every weight with its shape and the index of its first value.
 */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import * as v from 'valibot'
import { AppError, invariant } from '../../shared/errors/appError'
import type { Weights } from './types'
import { writeWhole } from './wholeFile'

const MAGIC = 0x574c5446
const VERSION = 1
const PREFIX_BYTES = 12
const DIGEST_BYTES = 32

const Count = v.pipe(v.number(), v.integer(), v.minValue(0))
const Header = v.strictObject({
  weights: v.array(v.strictObject({ name: v.string(), shape: v.array(Count), offset: Count })),
})

/** Writes all or nothing: a reader sees the old file or the new one, also after a power cut. */
export async function writeWeights(file: string, weights: Weights): Promise<void> {
  await writeWhole(file, [encodeWeights(weights)])
}

/** @throws {file/unreadable} when it is not there, cut short or altered. */
export async function readWeights(file: string): Promise<Weights> {
  try {
    return decodeWeights(await readFile(file))
  } catch (thrown) {
    throw new AppError('file/unreadable', { name: basename(file) }, { cause: thrown })
  }
}

export function encodeWeights(weights: Weights): Uint8Array {
  const { header, valueCount } = describe(weights)
  const valuesAt = PREFIX_BYTES + header.length
  const bytes = new Uint8Array(valuesAt + valueCount * 4 + DIGEST_BYTES)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, MAGIC, true)
  view.setUint32(4, VERSION, true)
  view.setUint32(8, header.length, true)
  bytes.set(header, PREFIX_BYTES)
  let at = valuesAt
  for (const { values } of weights.values()) {
    bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), at)
    at += values.byteLength
  }
  bytes.set(digest(bytes.subarray(0, at)), at)
  return bytes
}

/** @throws {bug/invariant} when the bytes are no weights file. */
export function decodeWeights(bytes: Uint8Array): Weights {
  const end = bytes.length - DIGEST_BYTES
  invariant(end > PREFIX_BYTES, 'a weights file is cut short')
  invariant(digest(bytes.subarray(0, end)).equals(bytes.subarray(end)), 'a weights file is altered')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  invariant(
    view.getUint32(0, true) === MAGIC && view.getUint32(4, true) === VERSION,
    'no weights file of this version',
  )
  const valuesAt = PREFIX_BYTES + view.getUint32(8, true)
  const text = new TextDecoder().decode(bytes.subarray(PREFIX_BYTES, valuesAt))
  // A copy, because a Float32Array has to start at a multiple of four.
  const values = new Float32Array(Uint8Array.from(bytes.subarray(valuesAt, end)).buffer)
  const { weights } = v.parse(Header, JSON.parse(text))
  return new Map(
    weights.map(({ name, shape, offset }) => [
      name,
      { shape, values: values.slice(offset, offset + sizeOf(shape)) },
    ]),
  )
}

function describe(weights: Weights): { header: Uint8Array; valueCount: number } {
  const entries: v.InferOutput<typeof Header>['weights'] = []
  let valueCount = 0
  for (const [name, { shape, values }] of weights) {
    invariant(values.length === sizeOf(shape), `weight ${name} does not fill its shape`)
    entries.push({ name, shape: [...shape], offset: valueCount })
    valueCount += values.length
  }
  const text = new TextEncoder().encode(JSON.stringify({ weights: entries }))
  const header = new Uint8Array(Math.ceil(text.length / 4) * 4).fill(0x20)
  header.set(text)
  return { header, valueCount }
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1)
}

function digest(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest()
}
