/** @file Shapes and attributes with which tests try every op. An op without cases does not compile. */
import type { OpInputs } from '../graph/graph'
import { floats, integers, type TensorType } from '../graph/tensorType'
import type { OpAttributes, OpKind } from '../ops/signatures'

export interface OpCase<K extends OpKind> {
  readonly types: OpInputs<TensorType, K>
  readonly attributes: OpAttributes<K>
  /** Inputs to which a gradient flows; all, if absent. */
  readonly differentiable?: readonly number[]
  /** Draws positive values only. */
  readonly isPositive?: boolean
}

const vector = floats(6)
const scalar = floats()
const unaryTypes = [[scalar], [floats(1)], [vector], [floats('batch', 3)]] as const
const unary = unaryTypes.map((types) => ({ types, attributes: {} }))
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
const classLoss = [
  { types: [floats('batch', 3), integers('batch')], attributes: {}, differentiable: [0] },
  { types: [floats(1, 5), integers(1)], attributes: {}, differentiable: [0] },
] as const
const pairLoss = [
  { types: [floats('batch', 1), floats('batch', 1)], attributes: {}, differentiable: [0] },
  { types: [floats(1, 1), floats(1, 1)], attributes: {}, differentiable: [0] },
] as const
const wideLoss = {
  types: [floats('batch', 4), floats('batch', 4)],
  attributes: {},
  differentiable: [0],
} as const
const isPositive = true
const alongRows = [
  { types: [floats('batch', 3)], attributes: {} },
  { types: [floats(1, 1)], attributes: {} },
  { types: [floats(7)], attributes: {} },
] as const

export const OP_CASES: { readonly [K in OpKind]: readonly OpCase<K>[] } = {
  constant: [
    { types: [], attributes: { value: 0.5, shape: [] } },
    { types: [], attributes: { value: -2, shape: [2, 3] } },
  ],
  broadcastLike: [
    { types: [scalar, floats('batch', 3)], attributes: {}, differentiable: [0] },
    { types: [floats(3), floats('batch', 3)], attributes: {}, differentiable: [0] },
    { types: [floats('batch', 1), floats('batch', 3)], attributes: {}, differentiable: [0] },
  ],
  sumTo: [
    { types: [floats('batch', 3)], attributes: { shape: [] } },
    { types: [floats('batch', 3)], attributes: { shape: [3] } },
    { types: [floats('batch', 3)], attributes: { shape: ['batch', 1] } },
    { types: [floats(4, 2, 3)], attributes: { shape: [1, 3] } },
    { types: [floats('batch', 3)], attributes: { shape: ['batch', 3] } },
  ],
  pack: [
    { types: [floats(2, 3), floats(4)], attributes: {} },
    { types: [floats(1), floats(2, 1), scalar], attributes: {} },
    { types: [vector], attributes: {} },
  ],
  unpack: [
    { types: [floats(10)], attributes: { shapes: [[2, 3], [4]] } },
    { types: [vector], attributes: { shapes: [[6]] } },
  ],
  add: binary,
  subtract: binary,
  multiply: binary,
  exp: unary,
  erf: unary,
  step: unary,
  relu: unary,
  leakyRelu: unaryTypes.map((types) => ({ types, attributes: { slope: 0.2 } })),
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
  softmax: alongRows,
  logSoftmax: alongRows,
  rowMax: [
    { types: [floats('batch', 3)], attributes: {} },
    { types: [floats(1, 1)], attributes: {} },
  ],
  oneHot: [
    { types: [integers('batch')], attributes: { depth: 3 }, differentiable: [] },
    { types: [integers(1)], attributes: { depth: 1 }, differentiable: [] },
  ],
  matMul: [
    { types: [floats('batch', 3), floats(3, 2)], attributes: { transposeA: false, transposeB: false } },
    { types: [floats('batch', 3), floats('batch', 2)], attributes: { transposeA: true, transposeB: false } },
    { types: [floats('batch', 3), floats(2, 3)], attributes: { transposeA: false, transposeB: true } },
    { types: [floats(3, 4), floats(2, 3)], attributes: { transposeA: true, transposeB: true } },
    { types: [floats(1, 1), floats(1, 1)], attributes: { transposeA: false, transposeB: false } },
  ],
  linear: [
    { types: [floats('batch', 3), floats(3, 2), floats(2)], attributes: {} },
    { types: [floats(1, 1), floats(1, 1), floats(1)], attributes: {} },
  ],
  sumOfSquares: [
    { types: [floats(3, 2)], attributes: {} },
    { types: [floats(1)], attributes: {} },
  ],
  clipFactor: [0.5, 50].map((limit) => ({ types: [scalar], attributes: { limit }, isPositive })),
  maxNorm: [0.5, 50].map((limit) => ({ types: [floats(3, 4)], attributes: { limit } })),
  softmaxCrossEntropy: classLoss,
  softmaxCrossEntropyGrad: classLoss,
  sigmoidCrossEntropy: pairLoss,
  sigmoidCrossEntropyGrad: pairLoss,
  meanSquaredError: [...pairLoss, wideLoss],
  meanSquaredErrorGrad: [...pairLoss, wideLoss],
  mean: [
    { types: [floats('batch', 1)], attributes: {} },
    { types: [floats('batch', 4)], attributes: {} },
    { types: [floats(1, 1)], attributes: {} },
  ],
  meanGrad: [
    { types: [scalar, floats('batch', 1)], attributes: {} },
    { types: [scalar, floats('batch', 4)], attributes: {} },
  ],
  nadamUpdate: [
    {
      types: [vector, vector, vector, vector, scalar, scalar, scalar],
      attributes: { beta1: 0.9, beta2: 0.99 },
      isPositive,
    },
  ],
  adamaxUpdate: [
    {
      types: [vector, vector, vector, vector, scalar],
      attributes: { beta1: 0.9, beta2: 0.99, epsilon: 1e-3 },
      isPositive,
    },
  ],
  lionUpdate: [{ types: [vector, vector, vector, scalar], attributes: { mix: 0.3, beta2: 0.99 } }],
  adamUpdate: [
    {
      types: [vector, vector, vector, vector, scalar],
      attributes: { beta1: 0.9, beta2: 0.99, epsilon: 1e-3 },
      isPositive,
    },
  ],
  rmspropUpdate: [
    { types: [vector, vector, vector, scalar], attributes: { rho: 0.9, epsilon: 1e-3 }, isPositive },
    { types: [vector, vector, vector, scalar], attributes: { rho: 1, epsilon: 0.1 }, isPositive },
  ],
  momentumUpdate: [{ types: [vector, vector, vector, scalar, scalar], attributes: {}, isPositive }],
  nesterovUpdate: [{ types: [vector, vector, vector, scalar, scalar], attributes: {}, isPositive }],
  sgdUpdate: [{ types: [vector, vector, scalar], attributes: {}, isPositive }],
}
