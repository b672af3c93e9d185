/** @file Ops that make numbers or change shapes. */
import { broadcastShapes, floats, isSameShape, sizeOf, type Shape } from '../graph/tensorType'
import { requireTypes, type Op, type OpsOf } from './op'
import type { ShapeSignatures } from './signature/shape'

const constant: Op<'constant'> = {
  kind: 'constant',
  inferTypes: (_inputs, { shape }) => [floats(...shape)],
  gradient: 'zero',
}

const sinusoids: Op<'sinusoids'> = {
  kind: 'sinusoids',
  inferTypes: (_inputs, { steps, channels }) => [floats(steps, channels)],
  gradient: 'zero',
}

/** @param step from 0 */
export function sinusoidAt(step: number, channel: number, channels: number): number {
  const even = channel - (channel % 2)
  const angle = step / 10_000 ** (even / channels)
  return channel === even ? Math.sin(angle) : Math.cos(angle)
}

const pastMask: Op<'pastMask'> = {
  kind: 'pastMask',
  inferTypes: (_inputs, { queries, keys }) => [floats(queries, keys)],
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

const reshape: Op<'reshape'> = {
  kind: 'reshape',
  inferTypes: ([x], { shape }) => {
    const fits = sizeOf(x.shape) === sizeOf(shape) && countBatches(x.shape) === countBatches(shape)
    requireTypes(fits, 'reshape', [x, floats(...shape)])
    return [{ ...x, shape }]
  },
  gradient: ({ emit, inputs: [x], gradients: [d] }) => [emit.op('reshape', [d], { shape: x.type.shape })],
}

const transpose: Op<'transpose'> = {
  kind: 'transpose',
  inferTypes: ([x], { axes }) => {
    const isPermutation = axes.length === x.shape.length && x.shape.every((_, axis) => axes.includes(axis))
    requireTypes(isPermutation, 'transpose', [x])
    return [{ ...x, shape: axes.map((axis) => x.shape[axis] ?? 1) }]
  },
  gradient: ({ emit, attributes: { axes }, gradients: [d] }) => [
    emit.op('transpose', [d], { axes: axes.map((_, axis) => axes.indexOf(axis)) }),
  ],
}

const concat: Op<'concat'> = {
  kind: 'concat',
  inferTypes: (inputs, { axis }) => {
    const [first = floats()] = inputs
    const sizes = inputs.map(({ shape }) => shape[axis])
    const fits = inputs.every(({ shape }) => isSameShape(without(shape, axis), without(first.shape, axis)))
    requireTypes(fits && sizes.every((size) => typeof size === 'number'), 'concat', inputs)
    const total = sizes.reduce<number>((sum, size) => sum + Number(size), 0)
    return [{ ...first, shape: first.shape.map((size, index) => (index === axis ? total : size)) }]
  },
  gradient: ({ emit, inputs, attributes: { axis }, gradients: [d] }) => {
    let start = 0
    return inputs.map(({ type }) => {
      const size = Number(type.shape[axis])
      const part = emit.op('slice', [d], { axis, start, size })
      start += size
      return part
    })
  },
}

const slice: Op<'slice'> = {
  kind: 'slice',
  inferTypes: ([x], { axis, start, size }) => {
    const full = x.shape[axis]
    requireTypes(typeof full === 'number' && start >= 0 && start + size <= full, 'slice', [x])
    return [{ ...x, shape: x.shape.map((length, index) => (index === axis ? size : length)) }]
  },
  gradient: ({ emit, inputs: [x], attributes: { axis, start, size }, gradients: [d] }) => {
    const rest = Number(x.type.shape[axis]) - start - size
    const margins = x.type.shape.map(
      (_, index) => (index === axis ? [start, rest] : [0, 0]) as [number, number],
    )
    return [emit.op('pad', [d], { margins })]
  },
}

const pad: Op<'pad'> = {
  kind: 'pad',
  inferTypes: ([x], { margins }) => {
    const fits =
      margins.length === x.shape.length && margins.every(([before, after]) => before >= 0 && after >= 0)
    const movesBatch = x.shape.some(
      (size, axis) => size === 'batch' && margins[axis]?.some((margin) => margin > 0),
    )
    requireTypes(fits && !movesBatch, 'pad', [x])
    const shape = x.shape.map((size, axis) => {
      const [before = 0, after = 0] = margins[axis] ?? []
      return size === 'batch' ? size : size + before + after
    })
    return [{ ...x, shape }]
  },
  gradient: ({ emit, inputs: [x], attributes: { margins }, gradients: [d] }) => {
    const cut = margins.reduce((rest, [start, after], axis) => {
      const size = x.type.shape[axis]
      return start + after === 0 ? rest : emit.op('slice', [rest], { axis, start, size: Number(size) })
    }, d)
    return [cut]
  },
}

function isStatic(shape: Shape): shape is readonly number[] {
  return !shape.includes('batch')
}

function countBatches(shape: Shape): number {
  return shape.filter((size) => size === 'batch').length
}

function without(shape: Shape, axis: number): Shape {
  return shape.filter((_, index) => index !== axis)
}

export const shapeOps: OpsOf<ShapeSignatures> = {
  constant,
  sinusoids,
  pastMask,
  broadcastLike,
  sumTo,
  pack,
  unpack,
  reshape,
  transpose,
  concat,
  slice,
  pad,
}
