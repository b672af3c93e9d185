/**
 * @file Windows that are brought to one number, and numbers that are stretched to windows, in TensorFlow.js. Its gradients of
 * means at the edge and of larger pictures are wrong: these are spelled out.
 */
import type { TensorFlowFunctions } from './helpers'

export const poolingFunctions = {
  maxPool2d: {
    needs: ['margined'],
    text: `
function maxPool2d(x: Tensor, size: number[], strides: number[], margins: number[][]): Tensor {
  const whole = margined(x, margins, -1e30) as tf.Tensor4D
  return tf.maxPool(whole, size as [number, number], strides as [number, number], 'valid')
}`,
  },
  maxPool1d: {
    needs: ['maxPool2d'],
    text: `
function maxPool1d(x: Tensor, size: number, stride: number, margin: number[]): Tensor {
  return tf.squeeze(maxPool2d(tf.expandDims(x, 1), [1, size], [1, stride], [[0, 0], margin]), [1])
}`,
  },
  averagePool2d: {
    needs: ['margined', 'everyNth'],
    text: `
/** Padding does not count. */
function averagePool2d(x: Tensor, size: number[], strides: number[], margins: number[][]): Tensor {
  const sumOf = (y: Tensor): Tensor => {
    const whole = margined(y, margins)
    const places = size.map((length, axis) => Math.floor((whole.shape[axis + 1]! - length) / strides[axis]!) + 1)
    const taps = Array.from({ length: size[0]! * size[1]! }, (_, tap) => {
      const down = everyNth(whole, 1, Math.floor(tap / size[1]!), [strides[0]!, places[0]!])
      return everyNth(down, 2, tap % size[1]!, [strides[1]!, places[1]!])
    })
    return taps.reduce((a, b) => tf.add(a, b))
  }
  return tf.div(sumOf(x), sumOf(tf.ones([1, x.shape[1]!, x.shape[2]!, 1])))
}`,
  },
  averagePool1d: {
    needs: ['averagePool2d'],
    text: `
function averagePool1d(x: Tensor, size: number, stride: number, margin: number[]): Tensor {
  return tf.squeeze(averagePool2d(tf.expandDims(x, 1), [1, size], [1, stride], [[0, 0], margin]), [1])
}`,
  },
  globalMaxPool: {
    text: `
/** Padding is not looked at; a row of nothing else gives 0. */
function globalMaxPool(x: Tensor, mask: Tensor | null): Tensor {
  if (mask === null) return tf.max(x, x.shape.slice(1, -1).map((_, axis) => axis + 1))
  const away = tf.mul(tf.sub(tf.expandDims(mask, -1), 1), 1e9)
  const hasAny = tf.cast(tf.greater(tf.sum(mask, 1, true), 0), 'float32')
  return tf.mul(tf.max(tf.add(x, away), 1), hasAny)
}`,
  },
  globalAveragePool: {
    text: `
function globalAveragePool(x: Tensor, mask: Tensor | null): Tensor {
  if (mask === null || x.rank !== 3) return tf.mean(x, x.shape.slice(1, -1).map((_, axis) => axis + 1))
  const count = tf.maximum(tf.sum(mask, 1, true), 1)
  return tf.div(tf.sum(tf.mul(x, tf.expandDims(mask, -1)), 1), count)
}`,
  },
  stretchAxis: {
    text: `
/** Makes an axis longer: a product with the matrix that says how much of each place goes into each new one. */
function stretchAxis(x: Tensor, axis: number, [size, interpolation]: [number, string]): Tensor {
  const length = x.shape[axis]!
  const shares = Array.from({ length: length * size }, (_, to) => {
    const row = Array<number>(length).fill(0)
    const place = interpolation === 'nearest' ? Math.floor(to / size) : Math.min(Math.max((to + 0.5) / size - 0.5, 0), length - 1)
    const low = Math.floor(place)
    row[low] = 1 - (place - low)
    if (place > low) row[low + 1] = place - low
    return row
  })
  const order = [...x.shape.keys()].filter((at) => at !== axis).concat(axis)
  const turned = tf.transpose(x, order)
  const longer = tf.matMul(tf.reshape(turned, [-1, length]) as tf.Tensor2D, tf.tensor2d(shares), false, true)
  const back = order.map((_, at) => order.indexOf(at))
  return tf.transpose(tf.reshape(longer, [...turned.shape.slice(0, -1), length * size]), back)
}`,
  },
  upSample1d: {
    needs: ['stretchAxis'],
    text: `
function upSample1d(x: Tensor, size: number): Tensor {
  return stretchAxis(x, 1, [size, 'nearest'])
}`,
  },
  upSample2d: {
    needs: ['stretchAxis'],
    text: `
function upSample2d(x: Tensor, size: number, interpolation: string): Tensor {
  return stretchAxis(stretchAxis(x, 1, [size, interpolation]), 2, [size, interpolation])
}`,
  },
} satisfies TensorFlowFunctions
