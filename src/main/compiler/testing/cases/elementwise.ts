/** @file Ops that act on every element; two values broadcast against each other. */
import { floats } from '../../graph/tensorType'
import type { ElementwiseSignatures } from '../../ops/signature/elementwise'
import { scalar, unaryTypes, unary, isPositive } from './common'
import type { CasesOf } from './opCase'

const binaryTypes = [
  [floats('batch', 3), floats('batch', 3)],
  [floats('batch', 3), scalar],
  [scalar, floats('batch', 3)],
  [floats('batch', 3), floats(3)],
  [floats('batch', 3), floats('batch', 1)],
  [floats('batch', 1), floats(1, 3)],
  [floats(2, 1, 3), floats(4, 1)],
  [scalar, scalar],
  [floats(1), floats(5)],
] as const
const binary = binaryTypes.map((types) => ({ types, attributes: {} }))

export const elementwiseCases: CasesOf<ElementwiseSignatures> = {
  add: binary,
  subtract: binary,
  multiply: binary,
  exp: unary,
  erf: unary,
  step: unary,
  relu: unary,
  leakyRelu: unaryTypes.map((types) => ({ types, attributes: { slope: 0.2 } })),
  prelu: [
    { types: [floats('batch', 3), floats(3)], attributes: {} },
    { types: [floats('batch', 2, 3), floats(2, 3)], attributes: {} },
    { types: [floats('batch', 2, 3, 1), floats(2, 1, 1)], attributes: {} },
    { types: [floats(5), floats(5)], attributes: {} },
  ],
  elu: unary,
  selu: unary,
  tanh: unary,
  sigmoid: unary,
  softplus: unary,
  abs: unary,
  clip: unaryTypes.map((types) => ({ types, attributes: { limit: 0.7 } })),
  huber: unaryTypes.map((types) => ({ types, attributes: { delta: 0.7 } })),
  power: unaryTypes.flatMap((types) =>
    [0.5, 2].map((exponent) => ({ types, attributes: { exponent }, isPositive })),
  ),
}
