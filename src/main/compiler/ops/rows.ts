/** @file Ops along the last axis: what makes classes of numbers, and numbers of classes. */
import type { Shape, TensorType } from '../graph/tensorType'
import { floats, isSameShape } from '../graph/tensorType'
import { requireTypes, type Op, type OpsOf } from './op'
import type { RowSignatures } from './signature/rows'

/** (d − Σ d·y) · y */
const softmax: Op<'softmax'> = {
  kind: 'softmax',
  inferTypes: ([x]) => [x],
  gradient: ({ emit, outputs: [y], gradients: [d] }) => {
    const weighted = emit.op('multiply', [d, y])
    const total = emit.op('sumTo', [weighted], { shape: [...y.type.shape.slice(0, -1), 1] })
    return [emit.op('multiply', [emit.op('subtract', [d, total]), y])]
  },
}

/** d − eʸ · Σd */
const logSoftmax: Op<'logSoftmax'> = {
  kind: 'logSoftmax',
  inferTypes: ([x]) => [x],
  gradient: ({ emit, outputs: [y], gradients: [d] }) => {
    const total = emit.op('sumTo', [d], { shape: columnOf(y.type.shape) })
    return [emit.op('subtract', [d, emit.op('multiply', [emit.op('exp', [y]), total])])]
  },
}

/** d where x is the largest, where nothing is missing to it; equals share it, as in TensorFlow. */
const rowMax: Op<'rowMax'> = {
  kind: 'rowMax',
  inferTypes: ([x]) => {
    requireTypes(x.shape.length === 2, 'rowMax', [x])
    return [floats(...columnOf(x.shape))]
  },
  gradient: ({ emit, inputs: [x], outputs: [y], gradients: [d] }) => {
    const isLess = emit.op('step', [emit.op('subtract', [y, x])])
    const isMost = emit.op('subtract', [emit.number(1), isLess])
    const count = emit.op('sumTo', [isMost], { shape: y.type.shape })
    const share = emit.op('multiply', [d, emit.op('power', [count], { exponent: -1 })])
    return [emit.op('multiply', [isMost, share])]
  },
}

const oneHot: Op<'oneHot'> = {
  kind: 'oneHot',
  inferTypes: ([classes], { depth }) => {
    requireTypes(classes.element === 'int32' && classes.shape.length === 1, 'oneHot', [classes])
    return [floats(...classes.shape, depth)]
  },
  gradient: 'zero',
}

const identityLike: Op<'identityLike'> = {
  kind: 'identityLike',
  inferTypes: ([x]) => {
    requireTypes(isSquare(x), 'identityLike', [x])
    return [x]
  },
  gradient: 'zero',
}

/** What is chosen does not change with a small step, so that the sum it weighs has the gradient of its distances. */
const tripletCounts: Op<'tripletCounts'> = {
  kind: 'tripletCounts',
  inferTypes: ([distances, alike, different]) => {
    const types = [distances, alike, different]
    requireTypes(types.every(isSquare) && isSameShape(alike.shape, different.shape), 'tripletCounts', types)
    return [distances]
  },
  gradient: 'zero',
}

function isSquare({ shape }: TensorType): boolean {
  return shape.length === 2 && shape[0] === shape[1]
}

function columnOf(shape: Shape): Shape {
  return [...shape.slice(0, -1), 1]
}

export const rowsOps: OpsOf<RowSignatures> = {
  softmax,
  logSoftmax,
  rowMax,
  oneHot,
  identityLike,
  tripletCounts,
}
