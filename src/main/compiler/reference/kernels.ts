/** @file What every op means, in the plainest arithmetic: the yardstick that back ends are measured with. */
import type { OpInputs, OpOutputs } from '../graph/graph'
import { broadcastShapes, type Shape } from '../graph/tensorType'
import { SELU_ALPHA, SELU_SCALE } from '../ops/elementwise'
import type { OpAttributes, OpKind } from '../ops/signatures'
import { erf } from './erf'
import { packTensors, unpackTensor } from './packing'
import { full, map, multiplyMatrices, stretch, sumDown, tensor, transpose, zip, type Tensor } from './tensor'
import {
  adamaxStep,
  adamStep,
  lionStep,
  momentumStep,
  nadamStep,
  nesterovStep,
  rmspropStep,
  sgdStep,
} from './updates'

type Kernel<K extends OpKind> = (
  inputs: OpInputs<Tensor, K>,
  attributes: OpAttributes<K>,
) => OpOutputs<Tensor, K>

export const KERNELS: { readonly [K in OpKind]: Kernel<K> } = {
  constant: (_inputs, { value, shape }) => [full(shape, value)],
  broadcastLike: ([x, like]) => [stretch(x, like.shape)],
  sumTo: ([x], { shape }) => [sumDown(x, resolveBatch(shape, x))],
  pack: (inputs) => [packTensors(inputs)],
  unpack: ([vector], { shapes }) => unpackTensor(vector, shapes),
  add: binary((a, b) => a + b),
  subtract: binary((a, b) => a - b),
  multiply: binary((a, b) => a * b),
  exp: unary(Math.exp),
  erf: unary(erf),
  step: unary((x) => (x > 0 ? 1 : 0)),
  relu: unary((x) => Math.max(x, 0)),
  leakyRelu: ([x], { slope }) => [map(x, (value) => (value > 0 ? value : slope * value))],
  elu: unary((x) => (x > 0 ? x : Math.expm1(x))),
  selu: unary((x) => SELU_SCALE * (x > 0 ? x : SELU_ALPHA * Math.expm1(x))),
  tanh: unary(Math.tanh),
  sigmoid: unary(sigmoid),
  softplus: unary(softplus),
  abs: unary(Math.abs),
  clip: ([x], { limit }) => [map(x, (value) => clamp(value, limit))],
  huber: ([x], { delta }) => [map(x, (value) => clamp(value, delta) * (value - clamp(value, delta) / 2))],
  power: ([x], { exponent }) => [map(x, (value) => value ** exponent)],
  softmax: ([x]) => [softmax(x)],
  logSoftmax: ([x]) => [map(softmax(x), Math.log)],
  rowMax: ([x]) => [rowPeaks(x)],
  oneHot: ([classes], { depth }) => [oneHot(classes, full([rowsOf(classes), depth], 0))],
  matMul: ([a, b], { transposeA, transposeB }) => [
    multiplyMatrices(transposeA ? transpose(a) : a, transposeB ? transpose(b) : b),
  ],
  linear: ([x, w, b]) => {
    const product = multiplyMatrices(x, w)
    return [zip(product.shape, [product, stretch(b, product.shape)], (p = 0, q = 0) => p + q)]
  },
  sumOfSquares: ([x]) => [
    sumDown(
      map(x, (value) => value * value),
      [],
    ),
  ],
  clipFactor: ([square], { limit }) => [map(square, (value) => limit / Math.max(Math.sqrt(value), limit))],
  maxNorm: ([w], { limit }) => [shorten(w, limit)],
  softmaxCrossEntropy: ([logits, classes]) => {
    const probabilities = softmax(logits)
    const surprise = zip(
      logits.shape,
      [probabilities, oneHot(classes, logits)],
      (p = 0, hit = 0) => hit && -Math.log(p),
    )
    return [mean(surprise, rowsOf(logits))]
  },
  softmaxCrossEntropyGrad: ([logits, classes]) => {
    const rows = rowsOf(logits)
    return [
      zip(logits.shape, [softmax(logits), oneHot(classes, logits)], (p = 0, hit = 0) => (p - hit) / rows),
    ]
  },
  sigmoidCrossEntropy: ([logits, targets]) => [
    mean(
      zip(logits.shape, [logits, targets], (z = 0, y = 0) => softplus(z) - y * z),
      rowsOf(logits),
    ),
  ],
  sigmoidCrossEntropyGrad: ([logits, targets]) => [
    zip(logits.shape, [logits, targets], (z = 0, y = 0) => (sigmoid(z) - y) / rowsOf(logits)),
  ],
  meanSquaredError: ([predictions, targets]) => [
    mean(
      zip(predictions.shape, [predictions, targets], (p = 0, y = 0) => (p - y) ** 2),
      predictions.values.length,
    ),
  ],
  meanSquaredErrorGrad: ([predictions, targets]) => [
    zip(
      predictions.shape,
      [predictions, targets],
      (p = 0, y = 0) => (2 * (p - y)) / predictions.values.length,
    ),
  ],
  mean: ([x]) => [mean(x, x.values.length)],
  meanGrad: ([d, x]) => [full(x.shape, (d.values[0] ?? Number.NaN) / x.values.length)],
  adamUpdate: adamStep,
  nadamUpdate: nadamStep,
  adamaxUpdate: adamaxStep,
  lionUpdate: lionStep,
  rmspropUpdate: rmspropStep,
  momentumUpdate: momentumStep,
  nesterovUpdate: nesterovStep,
  sgdUpdate: sgdStep,
}

function unary(f: (x: number) => number) {
  return ([x]: readonly [Tensor]): [Tensor] => [map(x, f)]
}

function binary(f: (a: number, b: number) => number) {
  return ([a, b]: readonly [Tensor, Tensor]): [Tensor] => {
    const shape = (broadcastShapes(a.shape, b.shape) ?? []).filter((size) => size !== 'batch')
    return [zip(shape, [stretch(a, shape), stretch(b, shape)], (x = 0, y = 0) => f(x, y))]
  }
}

function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x))
}

function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))
}

function clamp(value: number, limit: number): number {
  return Math.min(limit, Math.max(-limit, value))
}

/** Keras adds 1e-7 to the lengths, so that a column of zeros stays one. */
function shorten(w: Tensor, limit: number): Tensor {
  const squares = sumDown(
    map(w, (value) => value * value),
    [1, w.shape[1] ?? 1],
  )
  const factors = map(squares, (square) => Math.min(Math.sqrt(square), limit) / (1e-7 + Math.sqrt(square)))
  return zip(w.shape, [w, stretch(factors, w.shape)], (value = 0, factor = 0) => value * factor)
}

function rowPeaks(x: Tensor): Tensor {
  const width = x.shape.at(-1) ?? 1
  const peaks = Array.from({ length: x.values.length / width }, (_, row) =>
    Math.max(...x.values.slice(row * width, (row + 1) * width)),
  )
  return tensor([...x.shape.slice(0, -1), 1], peaks)
}

function softmax(x: Tensor): Tensor {
  const peaks = rowPeaks(x)
  const rowShape = peaks.shape
  const powers = zip(x.shape, [x, stretch(peaks, x.shape)], (value = 0, peak = 0) => Math.exp(value - peak))
  return zip(
    x.shape,
    [powers, stretch(sumDown(powers, rowShape), x.shape)],
    (power = 0, sum = 1) => power / sum,
  )
}

function oneHot(classes: Tensor, logits: Tensor): Tensor {
  const width = logits.shape[1] ?? 1
  const hits = logits.values.map((_, index) =>
    classes.values[Math.floor(index / width)] === index % width ? 1 : 0,
  )
  return { shape: logits.shape, values: hits }
}

function mean(x: Tensor, count: number): Tensor {
  return map(sumDown(x, []), (sum) => sum / count)
}

function rowsOf(x: Tensor): number {
  return x.shape[0] ?? 1
}

/** The batch of a target shape is as large as that of the tensor. */
function resolveBatch(shape: Shape, x: Tensor): number[] {
  return shape.map((size, axis) => (size === 'batch' ? (x.shape.at(axis - shape.length) ?? 1) : size))
}
