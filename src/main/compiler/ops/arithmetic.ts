/** @file Element-wise ops of two values that broadcast against each other. */
import type { Value } from '../graph/graph'
import { broadcastShapes, floats, isSameShape, type TensorType } from '../graph/tensorType'
import { requireTypes, type Emit, type Op } from './op'
import type { OpKind } from './signatures'

export const add: Op<'add'> = {
  kind: 'add',
  inferTypes: (inputs) => broadcast('add', inputs),
  gradient: ({ emit, inputs: [a, b], gradients: [d] }) => [reduceTo(emit, d, a), reduceTo(emit, d, b)],
}

export const subtract: Op<'subtract'> = {
  kind: 'subtract',
  inferTypes: (inputs) => broadcast('subtract', inputs),
  gradient: ({ emit, inputs: [a, b], gradients: [d] }) => [
    reduceTo(emit, d, a),
    reduceTo(emit, emit.op('multiply', [d, emit.number(-1)]), b),
  ],
}

export const multiply: Op<'multiply'> = {
  kind: 'multiply',
  inferTypes: (inputs) => broadcast('multiply', inputs),
  gradient: ({ emit, inputs: [a, b], gradients: [d] }) => [
    reduceTo(emit, emit.op('multiply', [d, b]), a),
    reduceTo(emit, emit.op('multiply', [d, a]), b),
  ],
}

function broadcast(kind: OpKind, [a, b]: readonly [TensorType, TensorType]): [TensorType] {
  const shape = broadcastShapes(a.shape, b.shape)
  requireTypes(shape !== null && a.element === 'float32' && b.element === 'float32', kind, [a, b])
  return [floats(...(shape ?? []))]
}

/** An input that was stretched gets the sum of what its copies got. */
function reduceTo(emit: Emit, gradient: Value, input: Value): Value {
  const { shape } = input.type
  return isSameShape(gradient.type.shape, shape) ? gradient : emit.op('sumTo', [gradient], { shape })
}
