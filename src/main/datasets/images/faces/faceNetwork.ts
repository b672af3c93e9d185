/**
 * @file The tiny face detector of face-api.js (Vincent Mühler, MIT License, see LICENSE.txt): a small YOLO (Redmon and Farhadi 2017) of
 * separable convolutions, with the weights as they were published. Rows of numbers are [height, width, channels].
 */
import network from './tinyFaceDetector.json'

export interface Grid {
  readonly height: number
  readonly width: number
  readonly channels: number
  readonly values: Float32Array
}

interface Weights {
  readonly shape: readonly number[]
  readonly values: Float32Array
}

/** What a leaky unit lets through below 0. */
const LEAK = 0.1

let known: ReadonlyMap<string, Weights> | undefined

/** @param grid numbers from about −½ to ½: red, green and blue. @returns what each place of a coarse grid says of 5 boxes, 5 numbers each */
export function runFaceNetwork(grid: Grid): Grid {
  const weights = (known ??= readWeights())
  const find = (name: string): Weights => weights.get(name) ?? { shape: [], values: new Float32Array() }
  let x = pool(leak(convolve(grid, find('conv0/filters'), find('conv0/bias'))), 2)
  for (let layer = 1; layer <= 5; layer++) {
    const each = slide(x, find(`conv${layer}/depthwise_filter`))
    x = leak(mix(each, find(`conv${layer}/pointwise_filter`), find(`conv${layer}/bias`)))
    x = pool(x, layer < 5 ? 2 : 1)
  }
  return mix(x, find('conv8/filters'), find('conv8/bias'))
}

/** Numbers are stored as bytes: byte · scale + min. */
function readWeights(): ReadonlyMap<string, Weights> {
  const bytes = Buffer.from(network.base64, 'base64')
  return new Map(
    network.weights.map(({ name, shape, scale, min, start }) => {
      const count = shape.reduce((product, size) => product * size, 1)
      const values = Float32Array.from(bytes.subarray(start, start + count), (byte) => byte * scale + min)
      return [name, { shape, values }]
    }),
  )
}

/** 3 × 3 over all channels, only where the window is whole. */
function convolve(x: Grid, filters: Weights, bias: Weights): Grid {
  const [, , inputs = 1, outputs = 1] = filters.shape
  const [height, width] = [x.height - 2, x.width - 2]
  const values = new Float32Array(height * width * outputs)
  for (let row = 0, at = 0; row < height; row++) {
    for (let column = 0; column < width; column++, at += outputs) {
      values.set(bias.values, at)
      for (let tap = 0; tap < 9; tap++) {
        const from = ((row + Math.floor(tap / 3)) * x.width + column + (tap % 3)) * inputs
        addRow({
          x: x.values,
          from,
          inputs,
          weights: filters.values,
          start: tap * inputs * outputs,
          values,
          at,
          outputs,
        })
      }
    }
  }
  return { height, width, channels: outputs, values }
}

/** 3 × 3 of every channel on its own, zeros around. */
function slide(x: Grid, filter: Weights): Grid {
  const { height, width, channels } = x
  const values = new Float32Array(x.values.length)
  for (let row = 0, at = 0; row < height; row++) {
    for (let column = 0; column < width; column++, at += channels) {
      for (let tap = 0; tap < 9; tap++) {
        const [y, z] = [row + Math.floor(tap / 3) - 1, column + (tap % 3) - 1]
        if (y < 0 || z < 0 || y >= height || z >= width) continue
        const from = (y * width + z) * channels
        for (let channel = 0; channel < channels; channel++) {
          values[at + channel] =
            (values[at + channel] ?? 0) +
            (x.values[from + channel] ?? 0) * (filter.values[tap * channels + channel] ?? 0)
        }
      }
    }
  }
  return { height, width, channels, values }
}

/** All channels of a place, weighed and added. */
function mix(x: Grid, filter: Weights, bias: Weights): Grid {
  const { height, width, channels: inputs } = x
  const outputs = filter.shape.at(-1) ?? 1
  const values = new Float32Array(height * width * outputs)
  for (let place = 0; place < height * width; place++) {
    const at = place * outputs
    values.set(bias.values, at)
    addRow({
      x: x.values,
      from: place * inputs,
      inputs,
      weights: filter.values,
      start: 0,
      values,
      at,
      outputs,
    })
  }
  return { height, width, channels: outputs, values }
}

interface RowProduct {
  readonly x: Float32Array
  readonly from: number
  readonly inputs: number
  readonly weights: Float32Array
  readonly start: number
  readonly values: Float32Array
  readonly at: number
  readonly outputs: number
}

/** values += x · weights, for one place. Nearly all the time is spent here: asking whether each number is there would double it. */
function addRow({ x, from, inputs, weights, start, values, at, outputs }: RowProduct): void {
  for (let input = 0; input < inputs; input++) {
    const value = x[from + input] as number
    if (value === 0) continue
    const line = start + input * outputs
    for (let output = 0; output < outputs; output++) {
      values[at + output] = (values[at + output] as number) + value * (weights[line + output] as number)
    }
  }
}

function leak(x: Grid): Grid {
  x.values.forEach((value, index) => {
    if (value < 0) x.values[index] = value * LEAK
  })
  return x
}

/** The largest of 2 × 2; windows may stand over the edge. */
function pool(x: Grid, stride: 1 | 2): Grid {
  const { channels } = x
  const [height, width] = [Math.ceil(x.height / stride), Math.ceil(x.width / stride)]
  const values = new Float32Array(height * width * channels)
  for (let row = 0, at = 0; row < height; row++) {
    for (let column = 0; column < width; column++, at += channels) {
      const top = row * stride
      const left = column * stride
      const [bottom, right] = [Math.min(x.height - 1, top + 1), Math.min(x.width - 1, left + 1)]
      for (let channel = 0; channel < channels; channel++) {
        const see = (y: number, z: number): number => x.values[(y * x.width + z) * channels + channel] ?? 0
        values[at + channel] = Math.max(
          see(top, left),
          see(top, right),
          see(bottom, left),
          see(bottom, right),
        )
      }
    }
  }
  return { height, width, channels, values }
}
