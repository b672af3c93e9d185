/** @file Element-wise ops of one value. Gradients are written with the output where that saves work. */
import { add, multiply, subtract } from './arithmetic'
import type { Value } from '../graph/graph'
import { broadcastShapes, isSameShape, type TensorType } from '../graph/tensorType'
import { requireTypes, type Emit, type GradientContext, type Op, type OpsOf } from './op'
import type { ElementwiseSignatures } from './signature/elementwise'

/** Kinds of one input, one output. */
type UnaryKind =
  | ('exp' | 'erf' | 'step' | 'relu' | 'leakyRelu' | 'elu' | 'selu' | 'tanh' | 'sigmoid' | 'softplus')
  | ('abs' | 'clip' | 'huber' | 'power')

/** λ and α of "Self-Normalizing Neural Networks" (Klambauer et al. 2017, appendix A). */
export const SELU_SCALE = 1.0507009873554805
export const SELU_ALPHA = 1.6732632423543772

const same = ([x]: readonly [TensorType]): [TensorType] => [x]

/** An op whose gradient is d times its slope. */
function elementwise<K extends UnaryKind>(
  kind: K,
  slope: (emit: Emit, x: Value, y: Value, attributes: GradientContext<K>['attributes']) => Value,
): Op<K> {
  const gradient = ({
    emit,
    inputs,
    outputs,
    attributes,
    gradients,
  }: GradientContext<UnaryKind>): [Value] => [
    emit.op('multiply', [gradients[0], slope(emit, inputs[0], outputs[0], attributes as never)]),
  ]
  // Every unary kind has the same inputs and outputs; only a union of signatures hides that from the type checker.
  return { kind, inferTypes: same, gradient } as unknown as Op<K>
}

export const exp = elementwise('exp', (_emit, _x, y) => y)

/** 2/√π · e^(−x²) */
export const erf = elementwise('erf', (emit, x) => {
  const square = emit.op('multiply', [x, x])
  const bell = emit.op('exp', [emit.op('multiply', [square, emit.number(-1)])])
  return emit.op('multiply', [bell, emit.number(2 / Math.sqrt(Math.PI))])
})

const step: Op<'step'> = { kind: 'step', inferTypes: same, gradient: 'zero' }

/** The step of the output, which a back end may have at hand, is that of the input. */
export const relu = elementwise('relu', (emit, _x, y) => emit.op('step', [y]))

/** 1 where x > 0, else slope. */
export const leakyRelu = elementwise('leakyRelu', (emit, x, _y, { slope }) => {
  const rest = emit.op('multiply', [emit.op('step', [x]), emit.number(1 - slope)])
  return emit.op('add', [rest, emit.number(slope)])
})

/** By x: 1 where x > 0, else a. By a: the negative part of x. */
const prelu: Op<'prelu'> = {
  kind: 'prelu',
  inferTypes: ([x, a]) => {
    const shape = broadcastShapes(x.shape, a.shape)
    requireTypes(shape !== null && isSameShape(shape, x.shape), 'prelu', [x, a])
    return [x]
  },
  gradient: ({ emit, inputs: [x, a], gradients: [d] }) => {
    const isPositive = emit.op('step', [x])
    const rest = emit.op('multiply', [emit.op('subtract', [emit.number(1), a]), isPositive])
    const negative = emit.op('multiply', [d, negativePart(emit, x)])
    return [
      emit.op('multiply', [d, emit.op('add', [rest, a])]),
      isSameShape(x.type.shape, a.type.shape)
        ? negative
        : emit.op('sumTo', [negative], { shape: a.type.shape }),
    ]
  },
}

/** 1 where y > 0, else y + 1: one more than the negative part of y. */
export const elu = elementwise('elu', (emit, _x, y) =>
  emit.op('add', [negativePart(emit, y), emit.number(1)]),
)

/** λ where y > 0, else y + λα. */
export const selu = elementwise('selu', (emit, _x, y) => {
  const base = emit.op('add', [negativePart(emit, y), emit.number(SELU_SCALE * SELU_ALPHA)])
  const jump = emit.op('multiply', [emit.op('step', [y]), emit.number(SELU_SCALE - SELU_SCALE * SELU_ALPHA)])
  return emit.op('add', [base, jump])
})

/** 1 − y² */
export const tanh = elementwise('tanh', (emit, _x, y) =>
  emit.op('subtract', [emit.number(1), emit.op('multiply', [y, y])]),
)

/** y − y² */
export const sigmoid = elementwise('sigmoid', (emit, _x, y) =>
  emit.op('subtract', [y, emit.op('multiply', [y, y])]),
)

export const softplus = elementwise('softplus', (emit, x) => emit.op('sigmoid', [x]))

/** The sign of x, 0 at 0. */
export const abs = elementwise('abs', (emit, x) => {
  const negative = emit.op('step', [emit.op('multiply', [x, emit.number(-1)])])
  return emit.op('subtract', [emit.op('step', [x]), negative])
})

/** 1 within the limit, else 0. */
export const clip = elementwise('clip', (emit, x, _y, { limit }) => {
  const below = emit.op('step', [emit.op('add', [x, emit.number(limit)])])
  return emit.op('subtract', [below, emit.op('step', [emit.op('subtract', [x, emit.number(limit)])])])
})

export const huber = elementwise('huber', (emit, x, _y, { delta }) => emit.op('clip', [x], { limit: delta }))

/** k · xᵏ⁻¹ */
export const power = elementwise('power', (emit, x, _y, { exponent }) =>
  emit.op('multiply', [emit.op('power', [x], { exponent: exponent - 1 }), emit.number(exponent)]),
)

function negativePart(emit: Emit, y: Value): Value {
  return emit.op('subtract', [y, emit.op('relu', [y])])
}

export const elementwiseOps: OpsOf<ElementwiseSignatures> = {
  add,
  subtract,
  multiply,
  exp,
  erf,
  step,
  relu,
  leakyRelu,
  prelu,
  elu,
  selu,
  tanh,
  sigmoid,
  softplus,
  abs,
  clip,
  huber,
  power,
}
