/** @file RMSprop (Tieleman and Hinton 2012, lecture 6.5) and Adagrad (Duchi et al. 2011), with ε under the root as in Keras. */
import { EPSILON } from './adam'
import { LEARNING_RATE, type Optimizer } from './optimizer'

/**
 * v ← ρv + (1 − ρ)g², p ← p − η·g/√(v + ε). The state is kept scaled, V = v/(1 − ρ):
 * V ← ρV + g², p ← p − η/√(1 − ρ) · g/√(V + ε/(1 − ρ)).
 */
export const rmsprop: Optimizer = {
  rule: 'rmsprop',
  slots: ['v'],
  numbers: {
    stepSize: {
      changes: 'rate',
      at: ({ training, learningRate }) => learningRate / Math.sqrt(1 - training.rho),
    },
  },
  update: ({ emit, training: { rho }, parameter, gradient, slots: [v = parameter], stepSize }) =>
    emit.node('rmspropUpdate', [parameter, v, gradient, stepSize], { rho, epsilon: EPSILON / (1 - rho) }),
}

/** What the sum of squares of Keras begins with. */
const FIRST_SQUARE = 0.1

/** v ← v + g², p ← p − η·g/√(v + ε) with v from 0.1 on: the same as RMSprop that forgets nothing, from 0 on with a larger ε. */
export const adagrad: Optimizer = {
  rule: 'adagrad',
  slots: ['v'],
  numbers: { stepSize: LEARNING_RATE },
  update: ({ emit, parameter, gradient, slots: [v = parameter], stepSize }) =>
    emit.node('rmspropUpdate', [parameter, v, gradient, stepSize], {
      rho: 1,
      epsilon: FIRST_SQUARE + EPSILON,
    }),
}
