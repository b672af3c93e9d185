/** @file Ops that make numbers or change shapes. */
import { broadcastShapes, floats, isSameShape, sizeOf, type Shape } from '../graph/tensorType'
import { requireTypes, type Op, type OpsOf } from './op'
import type { ShapeSignatures } from './signature/shape'

const constant: Op<'constant'> = {
  kind: 'constant',
  inferTypes: (_inputs, { shape }) => [floats(...shape)],
  gradient: 'zero',
}

const broadcastLike: Op<'broadcastLike'> = {
  kind: 'broadcastLike',
  inferTypes: ([x, like]) => {
    const shape = broadcastShapes(x.shape, like.shape)
    requireTypes(shape !== null && isSameShape(shape, like.shape), 'broadcastLike', [x, like])
    return [floats(...like.shape)]
  },
  gradient: ({ emit, inputs: [x], gradients: [d] }) => [emit.op('sumTo', [d], { shape: x.type.shape }), null],
}

const sumTo: Op<'sumTo'> = {
  kind: 'sumTo',
  inferTypes: ([x], { shape }) => {
    const broadcast = broadcastShapes(shape, x.shape)
    requireTypes(broadcast !== null && isSameShape(broadcast, x.shape), 'sumTo', [x, floats(...shape)])
    return [floats(...shape)]
  },
  gradient: ({ emit, inputs: [x], gradients: [d] }) => [emit.op('broadcastLike', [d, x])],
}

const pack: Op<'pack'> = {
  kind: 'pack',
  inferTypes: (inputs) => {
    requireTypes(inputs.length > 0 && inputs.every(({ shape }) => isStatic(shape)), 'pack', inputs)
    return [floats(inputs.reduce((total, { shape }) => total + sizeOf(shape), 0))]
  },
  gradient: ({ emit, inputs, gradients: [d] }) =>
    emit.node('unpack', [d], {
      shapes: inputs.map(({ type }) => type.shape.filter((size) => size !== 'batch')),
    }),
}

const unpack: Op<'unpack'> = {
  kind: 'unpack',
  inferTypes: ([vector], { shapes }) => {
    const total = shapes.reduce((sum, shape) => sum + sizeOf(shape), 0)
    requireTypes(isSameShape(vector.shape, [total]), 'unpack', [vector])
    return shapes.map((shape) => floats(...shape))
  },
  gradient: ({ emit, gradients }) => [emit.op('pack', gradients)],
}

function isStatic(shape: Shape): shape is readonly number[] {
  return !shape.includes('batch')
}

export const shapeOps: OpsOf<ShapeSignatures> = {
  constant,
  broadcastLike,
  sumTo,
  pack,
  unpack,
}
