/** @file The back end: how each op is done in ONNX. A kind without an entry does not compile. */
import type { OpKind } from '../../../ops/signatures'
import { leakyRelu, operator, softmax, step } from './elementwise'
import type { EmitRule } from './emit'
import { linear, matMul, sumOfSquares } from './linearAlgebra'
import {
  meanSquaredError,
  meanSquaredErrorGrad,
  sigmoidCrossEntropy,
  sigmoidCrossEntropyGrad,
  softmaxCrossEntropy,
  softmaxCrossEntropyGrad,
} from './losses'
import { broadcastLike, constant, pack, sumTo, unpack } from './shaping'
import { adamUpdate, momentumUpdate, rmspropUpdate, sgdUpdate } from './updates'

export const EMITTERS: { readonly [K in OpKind]: EmitRule<K> } = {
  constant,
  broadcastLike,
  sumTo,
  pack,
  unpack,
  add: operator('Add'),
  subtract: operator('Sub'),
  multiply: operator('Mul'),
  exp: operator('Exp'),
  erf: operator('Erf'),
  step,
  relu: operator('Relu'),
  leakyRelu,
  elu: operator('Elu'),
  selu: operator('Selu'),
  tanh: operator('Tanh'),
  sigmoid: operator('Sigmoid'),
  softplus: operator('Softplus'),
  softmax,
  matMul,
  linear,
  sumOfSquares,
  softmaxCrossEntropy,
  softmaxCrossEntropyGrad,
  sigmoidCrossEntropy,
  sigmoidCrossEntropyGrad,
  meanSquaredError,
  meanSquaredErrorGrad,
  adamUpdate,
  rmspropUpdate,
  momentumUpdate,
  sgdUpdate,
}
