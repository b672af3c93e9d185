/** @file The functions of a TensorFlow.js script: tensors lie as in the data, channels last; kernels as Fettle keeps them. */
import type { Library } from '../functional/library'
import { recurrentFunctions } from './recurrentFunctions'
import { windowFunctions } from './windowFunctions'

export type TensorFlowHelper =
  | ('noise' | 'overSteps' | 'aligned' | 'everyNth' | 'convolveByTaps' | 'margined' | 'gelu' | 'silu')
  | ('softmax' | 'identity' | 'stretchAxis')

export const TENSORFLOW_LIBRARY: Library<TensorFlowHelper> = {
  ...windowFunctions,
  ...recurrentFunctions,
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
  noise: {
    text: `
/** Zeros for a share of the numbers, and the others scaled up so that the mean stays. */
function noise(shape: number[], rate: number): Tensor {
  return tf.div(tf.cast(tf.greaterEqual(tf.randomUniform(shape), rate), 'float32'), 1 - rate)
}`,
  },
  dropout: {
    needs: ['noise'],
    text: `
/** What is dropped is the same along the axes in \`shared\`. */
function dropout(x: Tensor, rate: number, shared: number[], training: boolean): Tensor {
  const shape = x.shape.map((size, axis) => (shared.includes(axis) ? 1 : size))
  return training ? tf.mul(x, noise(shape, rate)) : x
}`,
  },
  gaussianNoise: {
    text: `
function gaussianNoise(x: Tensor, deviation: number, training: boolean): Tensor {
  return training ? tf.add(x, tf.randomNormal(x.shape, 0, deviation)) : x
}`,
  },
  batchNorm: {
    text: `
/** Trains with the figures of the batch and moves the running ones on; predicts with the running ones. */
function batchNorm(
  x: Tensor, scale: Tensor | null, center: Tensor | null, epsilon: number,
  mean: Tensor, variance: Tensor, momentum: number, mask: Tensor | null, training: boolean,
): Tensor {
  let [m, v]: [Tensor, Tensor] = [mean, variance]
  if (training) {
    const axes = x.shape.slice(0, -1).map((_, axis) => axis)
    const counts = mask === null ? tf.ones([...x.shape.slice(0, -1), 1]) : tf.expandDims(mask, -1)
    const share = tf.div(1, tf.add(tf.sum(counts), mask === null ? 0 : 1e-7))
    m = tf.mul(tf.sum(tf.mul(x, counts), axes), share)
    v = tf.mul(tf.sum(tf.mul(tf.square(tf.sub(x, m)), counts), axes), share)
    for (const [running, now] of [[mean, m], [variance, v]] as [tf.Variable, Tensor][]) {
      running.assign(tf.add(tf.mul(running, momentum), tf.mul(now, 1 - momentum)))
    }
  }
  const normal = tf.div(tf.sub(x, m), tf.sqrt(tf.add(v, epsilon)))
  const scaled = scale === null ? normal : tf.mul(normal, scale)
  return center === null ? scaled : tf.add(scaled, center)
}`,
  },
  layerNorm: {
    text: `
function layerNorm(x: Tensor, scale: Tensor | null, center: Tensor | null, epsilon: number): Tensor {
  const { mean, variance } = tf.moments(x, -1, true)
  const normal = tf.div(tf.sub(x, mean), tf.sqrt(tf.add(variance, epsilon)))
  const scaled = scale === null ? normal : tf.mul(normal, scale)
  return center === null ? scaled : tf.add(scaled, center)
}`,
  },
  groupNorm: {
    text: `
function groupNorm(
  x: Tensor, scale: Tensor | null, center: Tensor | null, epsilon: number, groups: number,
): Tensor {
  const channels = x.shape.at(-1)!
  const cut = tf.reshape(x, [x.shape[0]!, -1, groups, channels / groups])
  const { mean, variance } = tf.moments(cut, [1, 3], true)
  const normal = tf.reshape(tf.div(tf.sub(cut, mean), tf.sqrt(tf.add(variance, epsilon))), x.shape)
  const scaled = scale === null ? normal : tf.mul(normal, scale)
  return center === null ? scaled : tf.add(scaled, center)
}`,
  },
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
}
