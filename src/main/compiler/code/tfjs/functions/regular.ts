/** @file Noise in training, and numbers brought to a common scale, in TensorFlow.js. */
import type { TensorFlowFunctions } from './helpers'

export const regularFunctions = {
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
} satisfies TensorFlowFunctions
