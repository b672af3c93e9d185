/** @file What becomes one of several tensors in TensorFlow.js. */
import type { TensorFlowFunctions } from './helpers'

export const mergingFunctions = {
  aligned: {
    text: `
/** Gives all as many axes as the one with most has, the new ones behind the rows. */
function aligned(values: Tensor[]): Tensor[] {
  const rank = Math.max(...values.map((x) => x.rank))
  return values.map((x) =>
    tf.reshape(x, [x.shape[0]!, ...Array<number>(rank - x.rank).fill(1), ...x.shape.slice(1)]),
  )
}`,
  },
  addAll: {
    needs: ['aligned'],
    text: `
function addAll(values: Tensor[]): Tensor {
  return aligned(values).reduce((a, b) => tf.add(a, b))
}`,
  },
  multiplyAll: {
    needs: ['aligned'],
    text: `
function multiplyAll(values: Tensor[]): Tensor {
  return aligned(values).reduce((a, b) => tf.mul(a, b))
}`,
  },
  concatenate: {
    text: `
function concatenate(values: Tensor[]): Tensor {
  return tf.concat(values, -1)
}`,
  },
  average: {
    text: `
function average(values: Tensor[]): Tensor {
  return tf.div(values.reduce((a, b) => tf.add(a, b)), values.length)
}`,
  },
} satisfies TensorFlowFunctions
