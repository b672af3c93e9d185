/** @file Attention, and where a step stands, in TensorFlow.js. */
import type { TensorFlowFunctions } from './helpers'

export const attentionFunctions = {
  attention: {
    needs: ['dense', 'noise'],
    text: `
/** Scaled dot-product attention with several heads; weights of query, key, value and output, each with its bias. */
function attention(
  query: Tensor, key: Tensor, value: Tensor, weights: (Tensor | null)[][],
  queryMask: Tensor | null, keyMask: Tensor | null, isCausal: boolean, rate: number, training: boolean,
): Tensor {
  const [, heads, units] = weights[0]![0]!.shape as [number, number, number]
  const cut = (x: Tensor, [kernel, bias]: (Tensor | null)[]): Tensor => {
    const flat = tf.reshape(kernel!, [kernel!.shape[0]!, heads * units])
    const made = dense(x, flat, bias === null ? null : tf.reshape(bias!, [heads * units]))
    return tf.transpose(tf.reshape(made, [x.shape[0]!, x.shape[1]!, heads, units]), [0, 2, 1, 3])
  }
  const [q, k, v] = [query, key, value].map((x, at) => cut(x, weights[at]!)) as [Tensor, Tensor, Tensor]
  const scores = tf.matMul(tf.mul(q, 1 / Math.sqrt(units)), k, false, true)
  const [, , queries, keys] = scores.shape as [number, number, number, number]
  let pairs: Tensor = tf.ones([1, 1, queries, keys])
  if (isCausal) pairs = tf.mul(pairs, tf.linalg.bandPart(tf.ones([queries, keys]), -1, 0))
  if (queryMask !== null) pairs = tf.mul(pairs, tf.reshape(queryMask, [-1, 1, queries, 1]))
  if (keyMask !== null) pairs = tf.mul(pairs, tf.reshape(keyMask, [-1, 1, 1, keys]))
  // Where no key is left, all scores become equal.
  let shares: Tensor = tf.softmax(tf.add(tf.mul(scores, pairs), tf.mul(tf.sub(pairs, 1), 1e9)), -1)
  if (training && rate > 0) shares = tf.mul(shares, noise(shares.shape, rate))
  const mixed = tf.transpose(tf.matMul(shares, v), [0, 2, 1, 3])
  const joined = tf.reshape(mixed, [mixed.shape[0]!, queries, heads * units])
  const [kernel, bias] = weights[3]!
  return dense(joined, tf.reshape(kernel!, [heads * units, -1]), bias!)
}`,
  },
  sinusoids: {
    text: `
/** Sines and cosines in pairs, of wavelengths from 2π to 10,000 · 2π (Vaswani et al. 2017, section 3.5). */
function sinusoids(steps: number, channels: number): Tensor {
  const values = Array.from({ length: steps * channels }, (_, index) => {
    const [step, channel] = [Math.floor(index / channels), index % channels]
    const angle = step / 10000 ** ((channel - (channel % 2)) / channels)
    return channel % 2 === 0 ? Math.sin(angle) : Math.cos(angle)
  })
  return tf.tensor(values, [steps, channels])
}`,
  },
  addPositions: {
    text: `
function addPositions(x: Tensor, positions: Tensor): Tensor {
  return tf.add(x, positions)
}`,
  },
} satisfies TensorFlowFunctions
