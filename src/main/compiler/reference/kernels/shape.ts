/** @file Ops that make numbers or change shapes. */
import { sizeOf, type Shape } from '../../graph/tensorType'
import { sinusoidAt } from '../../ops/shape'
import type { ShapeSignatures } from '../../ops/signature/shape'
import { packTensors, unpackTensor } from '../packing'
import { full, pick, stretch, sumDown, tensor, zip, type Tensor } from '../tensor'
import type { KernelsOf } from './kernel'

export const shapeKernels: KernelsOf<ShapeSignatures> = {
  constant: (_inputs, { value, shape }) => [full(shape, value)],
  sinusoids: (_inputs, { steps, channels }) => [
    fill([steps, channels], (step, channel) => sinusoidAt(step, channel, channels)),
  ],
  pastMask: (_inputs, { queries, keys }) => [fill([queries, keys], (query, key) => (key <= query ? 1 : 0))],
  broadcastLike: ([x, like]) => [stretch(x, like.shape)],
  sumTo: ([x], { shape }) => [sumDown(x, resolveBatch(shape, x))],
  pack: (inputs) => [packTensors(inputs)],
  unpack: ([vector], { shapes }) => unpackTensor(vector, shapes),
  reshape: ([x], { shape }) => [{ shape: fillBatch(shape, x), values: x.values }],
  transpose: ([x], { axes }) => [permute(x, axes)],
  concat: (inputs, { axis }) => [join(inputs, axis)],
  slice: ([x], { axis, start, size }) => [
    pick(
      x,
      x.shape.map((length, index) => (index === axis ? size : length)),
      (place) => place.map((at, index) => (index === axis ? at + start : at)),
    ),
  ],
  pad: ([x], { margins }) => [
    pick(
      x,
      x.shape.map((length, axis) => length + (margins[axis]?.[0] ?? 0) + (margins[axis]?.[1] ?? 0)),
      (place) => place.map((at, axis) => at - (margins[axis]?.[0] ?? 0)),
    ),
  ],
}

function fill(
  [rows, columns]: readonly [number, number],
  valueAt: (row: number, column: number) => number,
): Tensor {
  const values = Array.from({ length: rows * columns }, (_, index) =>
    valueAt(Math.floor(index / columns), index % columns),
  )
  return tensor([rows, columns], values)
}

function resolveBatch(shape: Shape, x: Tensor): number[] {
  return shape.map((size, axis) => (size === 'batch' ? (x.shape.at(axis - shape.length) ?? 1) : size))
}

/** A batch of unknown size takes what the other axes leave. */
function fillBatch(shape: Shape, x: Tensor): number[] {
  const rows = x.values.length / sizeOf(shape)
  return shape.map((size) => (size === 'batch' ? rows : size))
}

function permute(x: Tensor, axes: readonly number[]): Tensor {
  return pick(
    x,
    axes.map((axis) => x.shape[axis] ?? 1),
    (place) => x.shape.map((_, axis) => place[axes.indexOf(axis)] ?? 0),
  )
}

function join(inputs: readonly Tensor[], axis: number): Tensor {
  const sizes = inputs.map(({ shape }) => shape[axis] ?? 1)
  const total = sizes.reduce((sum, size) => sum + size, 0)
  const shape = (inputs[0]?.shape ?? []).map((size, index) => (index === axis ? total : size))
  let start = 0
  const parts = inputs.map((input, index) => {
    const from = start
    start += sizes[index] ?? 0
    return pick(input, shape, (place) => place.map((at, which) => (which === axis ? at - from : at)))
  })
  return zip(shape, parts, (...values) => values.reduce((sum, value) => sum + value, 0))
}
