/**
 * @file Named tensors in one file, in the layout of Hugging Face's safetensors.
 *
 * A file is: the length of the header in bytes (u64), the header (JSON, padded with spaces so that the values begin at a
 * multiple of eight), and the values of all tensors without gaps. The header names every tensor with its type, shape and
 * place; `__metadata__` holds texts. Numbers are little-endian, as on every machine that Fettle runs on.
 * https://huggingface.co/docs/safetensors
 */
import { open, type FileHandle } from 'node:fs/promises'
import * as v from 'valibot'
import { invariant } from '../../../shared/errors/appError'
import type { Weights } from '../types'

export interface TensorFile {
  readonly metadata: Readonly<Record<string, string>>
  readonly tensors: Weights
}

const PREFIX_BYTES = 8
/** Of the reference implementation. */
const LARGEST_HEADER = 100_000_000
/** A single read of more than 2 GiB is refused by some systems. */
const LARGEST_READ = 2 ** 30

const Count = v.pipe(v.number(), v.integer(), v.minValue(0))
const TensorInfo = v.strictObject({
  dtype: v.literal('F32'),
  shape: v.array(Count),
  data_offsets: v.tuple([Count, Count]),
})
type TensorInfo = v.InferOutput<typeof TensorInfo>
const Header = v.objectWithRest({ __metadata__: v.record(v.string(), v.string()) }, TensorInfo)

/** The bytes of a file, in pieces: the header, then the memory of each tensor as it lies. */
export function encodeTensors({ metadata, tensors }: TensorFile): Uint8Array[] {
  const infos: Record<string, TensorInfo> = {}
  let end = 0
  for (const [name, { shape, values }] of tensors) {
    invariant(values.length === sizeOf(shape), `tensor ${name} does not fill its shape`)
    const start = end
    end += values.byteLength
    infos[name] = { dtype: 'F32', shape: [...shape], data_offsets: [start, end] }
  }
  return [encodeHeader({ __metadata__: metadata, ...infos }), ...[...tensors.values()].map(bytesOf)]
}

/** @throws where the file is not there, cut short or of another kind. */
export async function readTensors(path: string): Promise<TensorFile> {
  const handle = await open(path, 'r')
  try {
    const { size } = await handle.stat()
    const prefix = new Uint8Array(PREFIX_BYTES)
    await fill(handle, prefix, 0)
    const headerBytes = Number(new DataView(prefix.buffer).getBigUint64(0, true))
    invariant(headerBytes <= Math.min(LARGEST_HEADER, size - PREFIX_BYTES), 'no tensor file')
    const text = new Uint8Array(headerBytes)
    await fill(handle, text, PREFIX_BYTES)
    const { __metadata__: metadata, ...infos } = v.parse(Header, JSON.parse(new TextDecoder().decode(text)))
    const start = PREFIX_BYTES + headerBytes
    checkPlaces(Object.values(infos), size - start)
    const tensors = new Map<string, { shape: readonly number[]; values: Float32Array }>()
    for (const [
      name,
      {
        shape,
        data_offsets: [from],
      },
    ] of Object.entries(infos)) {
      const values = new Float32Array(sizeOf(shape))
      await fill(handle, bytesOf({ values }), start + from)
      tensors.set(name, { shape, values })
    }
    return { metadata, tensors }
  } finally {
    await handle.close()
  }
}

export function bytesOf({ values }: { readonly values: Float32Array }): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
}

/** Every tensor fills its place, and together they fill the file: nothing else is in it. */
function checkPlaces(infos: readonly TensorInfo[], byteCount: number): void {
  let at = 0
  for (const {
    shape,
    data_offsets: [start, end],
  } of infos.toSorted(byPlace)) {
    invariant(start === at && end - start === 4 * sizeOf(shape), 'a tensor lies at a wrong place')
    at = end
  }
  invariant(at === byteCount, 'a tensor file is cut short')
}

function byPlace(left: TensorInfo, right: TensorInfo): number {
  return left.data_offsets[0] - right.data_offsets[0] || left.data_offsets[1] - right.data_offsets[1]
}

function encodeHeader(header: object): Uint8Array {
  const text = new TextEncoder().encode(JSON.stringify(header))
  const length = Math.ceil(text.length / PREFIX_BYTES) * PREFIX_BYTES
  const bytes = new Uint8Array(PREFIX_BYTES + length).fill(0x20)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(length), true)
  bytes.set(text, PREFIX_BYTES)
  return bytes
}

async function fill(handle: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let at = 0; at < bytes.length;) {
    const length = Math.min(LARGEST_READ, bytes.length - at)
    const { bytesRead } = await handle.read(bytes, at, length, position + at)
    invariant(bytesRead > 0, 'a tensor file is cut short')
    at += bytesRead
  }
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1)
}
