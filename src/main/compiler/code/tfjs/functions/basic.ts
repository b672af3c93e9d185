/** @file Dense layers and activations in TensorFlow.js. */
import type { TensorFlowFunctions } from './helpers'

export const basicFunctions = {
  dense: {
    text: `
function dense(x: Tensor, kernel: Tensor, bias: Tensor | null): Tensor {
  const [features, units] = kernel.shape as [number, number]
  const flat = tf.matMul(tf.reshape(x, [-1, features]) as tf.Tensor2D, kernel as tf.Tensor2D)
  const made = tf.reshape(flat, [...x.shape.slice(0, -1), units])
  return bias === null ? made : tf.add(made, bias)
}`,
  },
  identity: {
    text: `
function identity(x: Tensor): Tensor {
  return x
}`,
  },
  gelu: {
    text: `
function gelu(x: Tensor): Tensor {
  return tf.mul(tf.mul(x, 0.5), tf.add(tf.erf(tf.mul(x, Math.SQRT1_2)), 1))
}`,
  },
  silu: {
    text: `
function silu(x: Tensor): Tensor {
  return tf.mul(x, tf.sigmoid(x))
}`,
  },
  softmax: {
    text: `
function softmax(x: Tensor): Tensor {
  return tf.softmax(x, -1)
}`,
  },
  leakyRelu: {
    text: `
function leakyRelu(x: Tensor, slope = 0.2): Tensor {
  return tf.sub(tf.relu(x), tf.mul(tf.relu(tf.neg(x)), slope))
}`,
  },
  prelu: {
    text: `
function prelu(x: Tensor, alpha: Tensor): Tensor {
  return tf.sub(tf.relu(x), tf.mul(tf.relu(tf.neg(x)), alpha))
}`,
  },
} satisfies TensorFlowFunctions
