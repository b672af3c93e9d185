/** @file Other shapes and margins in TensorFlow.js. */
import type { TensorFlowFunctions } from './helpers'

export const shapingFunctions = {
  reshape: {
    text: `
function reshape(x: Tensor, shape: number[]): Tensor {
  return tf.reshape(x, [x.shape[0]!, ...shape])
}`,
  },
  permute: {
    text: `
function permute(x: Tensor, order: number[]): Tensor {
  return tf.transpose(x, order)
}`,
  },
  repeatVector: {
    text: `
function repeatVector(x: Tensor, count: number): Tensor {
  return tf.tile(tf.expandDims(x, 1), [1, count, 1])
}`,
  },
  crop: {
    text: `
function crop(x: Tensor, ends: number[][]): Tensor {
  const begin = x.shape.map((_, axis) => ends[axis - 1]?.[0] ?? 0)
  const size = x.shape.map((length, axis) => length - begin[axis]! - (ends[axis - 1]?.[1] ?? 0))
  return tf.slice(x, begin, size)
}`,
  },
  pad: {
    text: `
function pad(x: Tensor, ends: number[][]): Tensor {
  return tf.pad(x, x.shape.map((_, axis) => (ends[axis - 1] ?? [0, 0]) as [number, number]))
}`,
  },
} satisfies TensorFlowFunctions
