/** @file What every op means, in the plainest arithmetic: the yardstick that back ends are measured with. */
import type { OpInputs, OpOutputs } from '../graph/graph'
import { broadcastShapes, type Shape } from '../graph/tensorType'
import { SELU_ALPHA, SELU_SCALE } from '../ops/elementwise'
import type { OpAttributes, OpKind } from '../ops/signatures'
import { erf } from './erf'
import { packTensors, unpackTensor } from './packing'
import { full, map, multiplyMatrices, stretch, sumDown, tensor, transpose, zip, type Tensor } from './tensor'
import { adamStep, momentumStep, rmspropStep, sgdStep } from './updates'

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
  softmax: ([x]) => [softmax(x)],
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
  adamUpdate: adamStep,
  rmspropUpdate: rmspropStep,
  momentumUpdate: momentumStep,
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

function softmax(x: Tensor): Tensor {
  const rowShape = [...x.shape.slice(0, -1), 1]
  const width = x.shape.at(-1) ?? 1
  const peaks = tensor(
    rowShape,
    Array.from({ length: x.values.length / width }, (_, row) =>
      Math.max(...x.values.slice(row * width, (row + 1) * width)),
    ),
  )
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
