/** @file Tokens, and what tells padding from steps, in TensorFlow.js. */
import type { TensorFlowFunctions } from './helpers'

export const sequenceFunctions = {
  embedding: {
    text: `
function embedding(table: Tensor, tokens: Tensor): Tensor {
  return tf.gather(table, tf.cast(tf.clipByValue(tokens, 0, table.shape[0]! - 1), 'int32'))
}`,
  },
  tokenMask: {
    text: `
function tokenMask(tokens: Tensor): Tensor {
  return tf.cast(tf.notEqual(tokens, 0), 'float32')
}`,
  },
  stepMask: {
    text: `
function stepMask(x: Tensor, value: number): Tensor {
  return tf.cast(tf.any(tf.notEqual(x, value), -1), 'float32')
}`,
  },
  masked: {
    text: `
function masked(x: Tensor, mask: Tensor): Tensor {
  return tf.mul(x, tf.expandDims(mask, -1))
}`,
  },
  bothMask: {
    text: `
function bothMask(a: Tensor, b: Tensor): Tensor {
  return tf.mul(a, b)
}`,
  },
  eitherMask: {
    text: `
function eitherMask(masks: Tensor[]): Tensor {
  return masks.reduce((a, b) => tf.maximum(a, b))
}`,
  },
} satisfies TensorFlowFunctions
