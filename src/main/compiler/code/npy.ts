/** @file Arrays as NumPy keeps them in files (format 1.0 of its `.npy`): little-endian, row-major. */

export type ArrayValues = Float32Array | Int32Array | Uint8Array

const ALIGNMENT = 64
/** Magic, version and the length of the header. */
const PREFIX_BYTES = 10

export function encodeNpy(shape: readonly number[], values: ArrayValues): Uint8Array {
  const type = values instanceof Float32Array ? '<f4' : values instanceof Int32Array ? '<i4' : '|u1'
  const sizes = shape.length === 1 ? `${shape[0] ?? 0},` : shape.join(', ')
  const words = `{'descr': '${type}', 'fortran_order': False, 'shape': (${sizes}), }`
  const padded = Math.ceil((PREFIX_BYTES + words.length + 1) / ALIGNMENT) * ALIGNMENT
  const header = `${words.padEnd(padded - PREFIX_BYTES - 1)}\n`
  const bytes = new Uint8Array(padded + values.byteLength)
  bytes.set([0x93, ...[...'NUMPY'].map((sign) => sign.charCodeAt(0)), 1, 0])
  new DataView(bytes.buffer).setUint16(8, header.length, true)
  bytes.set(
    [...header].map((sign) => sign.charCodeAt(0)),
    PREFIX_BYTES,
  )
  bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), padded)
  return bytes
}
