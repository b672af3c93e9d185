/** @file How formulas, activations and the ends of a model are spelled in TensorFlow.js. */
import type { ModelPlan } from '../../compile/modelPlan'
import { outermost, type Algebra } from '../formula'
import { type Dialect, TYPESCRIPT } from '../functional/dialect'

const call =
  (name: string) =>
  (...terms: readonly string[]) =>
    `tf.${name}(${terms.map(outermost).join(', ')})`

/** Every sign is a function. */
export const TENSORFLOW: Algebra = {
  ...{ add: call('add'), subtract: call('sub'), multiply: call('mul'), divide: call('div') },
  ...{ maximum: call('maximum'), minimum: call('minimum'), power: call('pow'), abs: call('abs') },
  ...{ exp: call('exp'), sqrt: call('sqrt'), sign: call('sign'), relu: call('relu') },
  softplus: call('softplus'),
  logSoftmax: (x) => `tf.logSoftmax(${x}, -1)`,
  sumLast: (x) => `tf.sum(${outermost(x)}, -1, true)`,
  maxLast: (x) => `tf.max(${outermost(x)}, -1, true)`,
  number: String,
}

export const DIALECT: Dialect = {
  ...TYPESCRIPT,
  activations: {
    linear: 'identity',
    relu: 'tf.relu',
    relu6: 'tf.relu6',
    leakyRelu: 'leakyRelu',
    elu: 'tf.elu',
    selu: 'tf.selu',
    gelu: 'gelu',
    silu: 'silu',
    tanh: 'tf.tanh',
    sigmoid: 'tf.sigmoid',
    softplus: 'tf.softplus',
    softmax: 'softmax',
  },
}
/** Activations that are functions of the script. */
export const OWN_ACTIVATIONS = ['identity', 'leakyRelu', 'gelu', 'silu', 'softmax'] as const

/** How what a model gives follows from the numbers `z` before its last activation. */
export const LINKS: Readonly<Record<ModelPlan['head']['link'], string>> = {
  linear: 'z',
  sigmoid: 'tf.sigmoid(z)',
  tanh: 'tf.tanh(z)',
  softmax: 'tf.softmax(z, -1)',
  exp: 'tf.exp(z)',
  direction: 'tf.div(z, tf.norm(z, 2, -1, true))',
}
