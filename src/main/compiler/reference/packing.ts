/** @file Many tensors as one vector, and back. */
import { sizeOf } from '../graph/tensorType'
import type { Tensor } from './tensor'

export function packTensors(tensors: readonly Tensor[]): Tensor {
  const values = tensors.flatMap((item) => [...item.values])
  return { shape: [values.length], values: Float64Array.from(values) }
}

export function unpackTensor(vector: Tensor, shapes: readonly (readonly number[])[]): Tensor[] {
  let start = 0
  return shapes.map((shape) => {
    const values = vector.values.slice(start, start + sizeOf(shape))
    start += values.length
    return { shape, values }
  })
}
