/** @file Weights as TensorFlow.js writes them: a manifest, and shards of bytes that are one row of numbers. */
import { readFile } from 'node:fs/promises'
import { posix } from 'node:path'
import * as v from 'valibot'
import type { SourceEntry } from '../../../datasets'
import { AppError } from '../../../../shared/errors/appError'
import type { Weights } from '../../types'
import { fromHalf } from './halfFloats'

const Count = v.pipe(v.number(), v.integer(), v.minValue(0))
const WeightSpec = v.looseObject({
  name: v.string(),
  shape: v.array(Count),
  dtype: v.string(),
  quantization: v.optional(
    v.looseObject({
      dtype: v.picklist(['uint8', 'uint16', 'float16']),
      min: v.optional(v.number(), 0),
      scale: v.optional(v.number(), 1),
    }),
  ),
})
type WeightSpec = v.InferOutput<typeof WeightSpec>

/** Of https://github.com/tensorflow/tfjs, `WeightsManifestConfig`. */
export const WeightsManifest = v.array(
  v.looseObject({ paths: v.array(v.string()), weights: v.array(WeightSpec) }),
)
export type WeightsManifest = v.InferOutput<typeof WeightsManifest>

interface TfjsFiles {
  /** The file that has the manifest; shards are named from where it lies. */
  readonly model: SourceEntry
  readonly entries: readonly SourceEntry[]
}

/** @throws {backbone/missing-file} {file/unreadable} {backbone/weights-differ} */
export async function readTfjsWeights(manifest: WeightsManifest, files: TfjsFiles): Promise<Weights> {
  const found: [string, { shape: readonly number[]; values: Float32Array }][] = []
  for (const { paths, weights } of manifest) {
    const shards = await Promise.all(paths.map((path) => readFile(findShard(path, files).path)))
    const bytes = Buffer.concat(shards)
    let at = 0
    for (const spec of weights) {
      const size = sizeOf(spec.shape)
      const length = size * bytesOf(spec)
      if (at + length > bytes.length) throw new AppError('file/unreadable', { name: paths.join(', ') })
      found.push([spec.name, { shape: spec.shape, values: decode(spec, bytes.subarray(at, at + length)) }])
      at += length
    }
  }
  return new Map(found)
}

/** Where folders were lost on the way, the name alone tells. */
function findShard(path: string, { model, entries }: TfjsFiles): SourceEntry {
  const full = posix.join(posix.dirname(model.name), path)
  const shard =
    entries.find(({ name }) => name === full) ??
    entries.find(({ name }) => posix.basename(name) === posix.basename(path))
  if (!shard) throw new AppError('backbone/missing-file', { name: path })
  return shard
}

const BYTES: Readonly<Record<string, number>> = {
  uint8: 1,
  bool: 1,
  uint16: 2,
  float16: 2,
  float32: 4,
  int32: 4,
}

function bytesOf({ name, dtype, quantization }: WeightSpec): number {
  const bytes = BYTES[quantization?.dtype ?? dtype]
  if (bytes === undefined) {
    throw new AppError('backbone/weights-differ', { layer: name, expected: 'float32', found: dtype })
  }
  return bytes
}

/** A quantised number stands for min + scale · n. */
function decode({ shape, dtype, quantization }: WeightSpec, bytes: Buffer): Float32Array {
  const kind = quantization?.dtype ?? dtype
  const { min = 0, scale = 1 } = quantization ?? {}
  const values = new Float32Array(sizeOf(shape))
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const read = READERS[kind] ?? READERS['uint8']
  for (let index = 0; index < values.length; index++) {
    const value = read?.(view, index) ?? 0
    values[index] = kind === 'uint8' || kind === 'uint16' ? min + scale * value : value
  }
  return values
}

const READERS: Readonly<Record<string, (view: DataView, index: number) => number>> = {
  uint8: (view, index) => view.getUint8(index),
  uint16: (view, index) => view.getUint16(2 * index, true),
  float16: (view, index) => fromHalf(view.getUint16(2 * index, true)),
  float32: (view, index) => view.getFloat32(4 * index, true),
  int32: (view, index) => view.getInt32(4 * index, true),
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1)
}
