/** @file All ops, once. A kind without an entry does not compile. */
import { add, multiply, subtract } from './arithmetic'
import { elu, erf, exp, leakyRelu, relu, selu, sigmoid, softmax, softplus, step, tanh } from './elementwise'
import { linear, matMul, sumOfSquares } from './linearAlgebra'
import {
  meanSquaredError,
  meanSquaredErrorGrad,
  sigmoidCrossEntropy,
  sigmoidCrossEntropyGrad,
  softmaxCrossEntropy,
  softmaxCrossEntropyGrad,
} from './losses'
import type { Op } from './op'
import { broadcastLike, constant, pack, sumTo, unpack } from './shaping'
import type { OpKind } from './signatures'
import { adamUpdate, momentumUpdate, rmspropUpdate, sgdUpdate } from './updates'

export const OPS: { readonly [K in OpKind]: Op<K> } = {
  constant,
  broadcastLike,
  sumTo,
  pack,
  unpack,
  add,
  subtract,
  multiply,
  exp,
  erf,
  step,
  relu,
  leakyRelu,
  elu,
  selu,
  tanh,
  sigmoid,
  softplus,
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
