/** @file Numbers of a tensor from their bytes, which are little-endian whatever the machine's own order is. */
import type { OnnxDataType } from './model'

type NumberType = Exclude<OnnxDataType, 'string'>

const BYTES: Readonly<Record<NumberType, number>> = {
  ...{ float32: 4, float64: 8, uint8: 1, int8: 1, int32: 4, int64: 8, bool: 1 },
}

/** @returns as many as the bytes hold; whole numbers of 64 bits at most as large as a number can tell. */
export function readValues(dataType: NumberType, bytes: Uint8Array): Float32Array | number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const count = Math.floor(bytes.length / BYTES[dataType])
  if (dataType === 'float32') {
    const values = new Float32Array(count)
    for (let index = 0; index < count; index++) values[index] = view.getFloat32(4 * index, true)
    return values
  }
  const read = READERS[dataType]
  return Array.from({ length: count }, (_, index) => read(view, index * BYTES[dataType]))
}

const READERS: Readonly<Record<Exclude<NumberType, 'float32'>, (view: DataView, at: number) => number>> = {
  float64: (view, at) => view.getFloat64(at, true),
  int32: (view, at) => view.getInt32(at, true),
  int64: (view, at) => clamp(Number(view.getBigInt64(at, true))),
  int8: (view, at) => view.getInt8(at),
  uint8: (view, at) => view.getUint8(at),
  bool: (view, at) => view.getUint8(at),
}

function clamp(value: number): number {
  return Math.min(Math.max(value, Number.MIN_SAFE_INTEGER), Number.MAX_SAFE_INTEGER)
}
