/** @file Ops that make numbers or change shapes. */
import type { Shape } from '../../graph/tensorType'
import type { ShapeSignatures } from '../../ops/signature/shape'
import { packTensors, unpackTensor } from '../packing'
import { full, stretch, sumDown, type Tensor } from '../tensor'
import type { KernelsOf } from './kernel'

export const shapeKernels: KernelsOf<ShapeSignatures> = {
  constant: (_inputs, { value, shape }) => [full(shape, value)],
  broadcastLike: ([x, like]) => [stretch(x, like.shape)],
  sumTo: ([x], { shape }) => [sumDown(x, resolveBatch(shape, x))],
  pack: (inputs) => [packTensors(inputs)],
  unpack: ([vector], { shapes }) => unpackTensor(vector, shapes),
}

function resolveBatch(shape: Shape, x: Tensor): number[] {
  return shape.map((size, axis) => (size === 'batch' ? (x.shape.at(axis - shape.length) ?? 1) : size))
}
