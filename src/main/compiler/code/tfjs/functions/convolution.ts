/** @file Convolutions in TensorFlow.js, which knows no groups there, and no gradient of dilations: these are spelled out. */
import type { TensorFlowFunctions } from './helpers'

export const convolutionFunctions = {
  margined: {
    text: `
/** A picture with margins of a value around it. */
function margined(x: Tensor, margins: number[][], value = 0): Tensor {
  const ends = [[0, 0], ...margins, [0, 0]] as [number, number][]
  return margins.flat().every((size) => size === 0) ? x : tf.pad(x, ends, value)
}`,
  },
  everyNth: {
    text: `
/** What a window of size 1 sees that begins at \`start\` and takes steps. */
function everyNth(x: Tensor, axis: number, start: number, [stride, count]: [number, number]): Tensor {
  if (stride === 1) {
    const begin = x.shape.map((_, at) => (at === axis ? start : 0))
    return tf.slice(x, begin, x.shape.map((size, at) => (at === axis ? count : size)))
  }
  const places = Array.from({ length: count }, (_, index) => start + index * stride)
  return tf.gather(x, tf.tensor1d(places, 'int32'), axis)
}`,
  },
  convolveByTaps: {
    needs: ['everyNth'],
    text: `
/** A convolution as a sum over the places of its window; kernel [filters, channels / groups, height, width]. */
function convolveByTaps(
  x: Tensor, kernel: Tensor, strides: number[], dilations: number[], groups: number,
): Tensor {
  const [filters, seen, height, width] = kernel.shape as [number, number, number, number]
  const places = [height, width].map((size, axis) =>
    Math.floor((x.shape[axis + 1]! - (size - 1) * dilations[axis]! - 1) / strides[axis]!) + 1,
  )
  const parts = (groups === 1 ? [kernel] : tf.split(kernel, groups, 0)).map((part, group) => {
    const own = tf.slice(x, [0, 0, 0, group * seen], [...x.shape.slice(0, 3), seen])
    const taps = Array.from({ length: height * width }, (_, tap) => {
      const [i, j] = [Math.floor(tap / width), tap % width]
      const down = everyNth(own, 1, i * dilations[0]!, [strides[0]!, places[0]!])
      const right = everyNth(down, 2, j * dilations[1]!, [strides[1]!, places[1]!])
      const weights = tf.reshape(tf.slice(part, [0, 0, i, j], [filters / groups, seen, 1, 1]), [-1, seen])
      return tf.matMul(tf.reshape(right, [-1, seen]), weights as tf.Tensor2D, false, true)
    })
    return tf.reshape(taps.reduce((a, b) => tf.add(a, b)), [-1, places[0]!, places[1]!, filters / groups])
  })
  return parts.length === 1 ? parts[0]! : tf.concat(parts, -1)
}`,
  },
  conv2d: {
    needs: ['margined', 'convolveByTaps'],
    text: `
function conv2d(
  x: Tensor, kernel: Tensor, bias: Tensor | null,
  strides: number[], dilations: number[], margins: number[][], groups: number,
): Tensor {
  const whole = margined(x, margins)
  const isPlain = groups === 1 && dilations.every((size) => size === 1)
  const made = isPlain
    ? tf.conv2d(whole as tf.Tensor4D, tf.transpose(kernel, [2, 3, 1, 0]) as tf.Tensor4D, strides as [number, number], 'valid')
    : convolveByTaps(whole, kernel, strides, dilations, groups)
  return bias === null ? made : tf.add(made, bias)
}`,
  },
  conv1d: {
    needs: ['conv2d'],
    text: `
function conv1d(
  x: Tensor, kernel: Tensor, bias: Tensor | null,
  stride: number, dilation: number, margin: number[], groups: number,
): Tensor {
  const filters = tf.expandDims(tf.transpose(kernel, [2, 1, 0]), 2)
  const made = conv2d(tf.expandDims(x, 1), filters, bias, [1, stride], [1, dilation], [[0, 0], margin], groups)
  return tf.squeeze(made, [1])
}`,
  },
  separableConv1d: {
    needs: ['conv1d', 'conv2d'],
    text: `
function separableConv1d(
  x: Tensor, deep: Tensor, pointwise: Tensor, bias: Tensor | null,
  stride: number, dilation: number, margin: number[],
): Tensor {
  const made = conv2d(tf.expandDims(x, 1), deep, null, [1, stride], [1, dilation], [[0, 0], margin], x.shape[2]!)
  return conv1d(tf.squeeze(made, [1]), pointwise, bias, 1, 1, [0, 0], 1)
}`,
  },
  conv2dTranspose: {
    text: `
/** Every number of the picture spreads its window over the result, whose margins are cut off. */
function conv2dTranspose(
  x: Tensor, kernel: Tensor, bias: Tensor | null, strides: number[], margins: number[][], size: number[],
): Tensor {
  const [rows, high, wide, channels] = x.shape as [number, number, number, number]
  const [, filters, height, width] = kernel.shape as [number, number, number, number]
  const [down, right] = strides as [number, number]
  const full = [(high - 1) * down + height, (wide - 1) * right + width] as const
  const [top, left] = [margins[0]![0]!, margins[1]![0]!]
  const room = [Math.max(full[0], top + size[0]!), Math.max(full[1], left + size[1]!)] as const
  // Zeros between the numbers, by way of an axis of their own.
  const apart = (y: Tensor, axis: number, stride: number): Tensor => {
    const ends = [...y.shape, 0].map((_, at): [number, number] => (at === axis + 1 ? [0, stride - 1] : [0, 0]))
    const shape = y.shape.map((length, at) => (at === axis ? length * stride : length))
    return tf.reshape(tf.pad(tf.expandDims(y, axis + 1), ends), shape)
  }
  const flat = tf.matMul(tf.reshape(x, [-1, channels]) as tf.Tensor2D, tf.reshape(kernel, [channels, -1]) as tf.Tensor2D)
  const windows = tf.reshape(flat, [rows, high, wide, filters, height * width])
  const sums = Array.from({ length: height * width }, (_, tap) => {
    const own = tf.reshape(tf.slice(windows, [0, 0, 0, 0, tap], [rows, high, wide, filters, 1]), [rows, high, wide, filters])
    const spread = apart(apart(own, 1, down), 2, right)
    const cut = tf.slice(spread, [0, 0, 0, 0], [rows, (high - 1) * down + 1, (wide - 1) * right + 1, filters])
    const [i, j] = [Math.floor(tap / width), tap % width]
    const after = [room[0] - i - cut.shape[1]!, room[1] - j - cut.shape[2]!] as const
    return tf.pad(cut, [[0, 0], [i, after[0]], [j, after[1]], [0, 0]])
  })
  const made = tf.slice(sums.reduce((a, b) => tf.add(a, b)), [0, top, left, 0], [rows, size[0]!, size[1]!, filters])
  return bias === null ? made : tf.add(made, bias)
}`,
  },
} satisfies TensorFlowFunctions
