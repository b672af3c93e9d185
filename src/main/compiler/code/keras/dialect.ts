/** @file How formulas and the ends of a model are spelled in Keras. */
import type { ModelPlan } from '../../compile/modelPlan'
import { infixAlgebra, outermost, type Algebra } from '../formula'

export const KERAS: Algebra = infixAlgebra({
  maximum: (a, b) => `ops.maximum(${a}, ${b})`,
  minimum: (a, b) => `ops.minimum(${a}, ${b})`,
  abs: (x) => `ops.abs(${outermost(String(x))})`,
  exp: (x) => `ops.exp(${outermost(String(x))})`,
  sqrt: (x) => `ops.sqrt(${outermost(String(x))})`,
  sign: (x) => `ops.sign(${outermost(String(x))})`,
  relu: (x) => `ops.relu(${outermost(String(x))})`,
  softplus: (x) => `ops.softplus(${outermost(String(x))})`,
  logSoftmax: (x) => `ops.log_softmax(${x}, axis=-1)`,
  sumLast: (x) => `ops.sum(${outermost(String(x))}, axis=-1, keepdims=True)`,
  maxLast: (x) => `ops.max(${outermost(String(x))}, axis=-1, keepdims=True)`,
})

/** How what a model gives follows from the numbers `z` before its last activation. */
export const LINKS: Readonly<Record<ModelPlan['head']['link'], string>> = {
  linear: 'z',
  sigmoid: 'ops.sigmoid(z)',
  tanh: 'ops.tanh(z)',
  softmax: 'ops.softmax(z, axis=-1)',
  exp: 'ops.exp(z)',
  direction: 'ops.normalize(z, axis=-1)',
}
