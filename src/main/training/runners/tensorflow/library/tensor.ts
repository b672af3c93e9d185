import { copyMemory } from './copyMemory'
import type { Address, Symbols } from './symbols'

/** Numbers with their sizes, row-major. */
export interface FeedTensor {
  readonly shape: readonly number[]
  readonly values: Float32Array | Int32Array
}

const FLOAT = 1
const INT32 = 3

/** @returns a tensor of the library with a copy of the numbers; whoever asked for it deletes it. */
export function makeTensor(symbols: Symbols, { shape, values }: FeedTensor): Address {
  const sizes = BigInt64Array.from(shape, BigInt)
  const type = values instanceof Float32Array ? FLOAT : INT32
  const tensor = symbols.address('TF_AllocateTensor', type, sizes, shape.length, values.byteLength)
  copyMemory(symbols.address('TF_TensorData', tensor), values, values.byteLength)
  return tensor
}

/** @returns a copy of a tensor, which is deleted. */
export function takeTensor(symbols: Symbols, tensor: Address): FeedTensor {
  const axes = symbols.number('TF_NumDims', tensor)
  const shape = Array.from({ length: axes }, (_, axis) => symbols.number('TF_Dim', tensor, axis))
  const bytes = symbols.number('TF_TensorByteSize', tensor)
  const isInt = symbols.number('TF_TensorType', tensor) === INT32
  const values = isInt ? new Int32Array(bytes / 4) : new Float32Array(bytes / 4)
  copyMemory(values, symbols.address('TF_TensorData', tensor), bytes)
  symbols.call('TF_DeleteTensor', tensor)
  return { shape, values }
}
