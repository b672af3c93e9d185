/** @file Ops that act on every element; two values broadcast against each other. */
import { broadcastShapes } from '../../graph/tensorType'
import { SELU_ALPHA, SELU_SCALE } from '../../ops/elementwise'
import type { ElementwiseSignatures } from '../../ops/signature/elementwise'
import { erf } from '../erf'
import { map, stretch, zip, type Tensor } from '../tensor'
import { sigmoid, softplus } from './common'
import type { KernelsOf } from './kernel'

export const elementwiseKernels: KernelsOf<ElementwiseSignatures> = {
  add: binary((a, b) => a + b),
  subtract: binary((a, b) => a - b),
  multiply: binary((a, b) => a * b),
  exp: unary(Math.exp),
  erf: unary(erf),
  step: unary((x) => (x > 0 ? 1 : 0)),
  relu: unary((x) => Math.max(x, 0)),
  leakyRelu: ([x], { slope }) => [map(x, (value) => (value > 0 ? value : slope * value))],
  prelu: binary((x, a) => (x > 0 ? x : a * x)),
  elu: unary((x) => (x > 0 ? x : Math.expm1(x))),
  selu: unary((x) => SELU_SCALE * (x > 0 ? x : SELU_ALPHA * Math.expm1(x))),
  tanh: unary(Math.tanh),
  sigmoid: unary(sigmoid),
  softplus: unary(softplus),
  abs: unary(Math.abs),
  clip: ([x], { limit }) => [map(x, (value) => clamp(value, limit))],
  huber: ([x], { delta }) => [map(x, (value) => clamp(value, delta) * (value - clamp(value, delta) / 2))],
  power: ([x], { exponent }) => [map(x, (value) => value ** exponent)],
}

function unary(f: (x: number) => number) {
  return ([x]: readonly [Tensor]): [Tensor] => [map(x, f)]
}

function binary(f: (a: number, b: number) => number) {
  return ([a, b]: readonly [Tensor, Tensor]): [Tensor] => {
    const shape = (broadcastShapes(a.shape, b.shape) ?? []).filter((size) => size !== 'batch')
    return [zip(shape, [stretch(a, shape), stretch(b, shape)], (x = 0, y = 0) => f(x, y))]
  }
}

function clamp(value: number, limit: number): number {
  return Math.min(limit, Math.max(-limit, value))
}
