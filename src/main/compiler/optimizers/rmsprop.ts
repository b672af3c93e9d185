/** @file RMSprop (Tieleman and Hinton 2012, lecture 6.5), with ε under the root as in Keras. */
import type { Optimizer } from './optimizer'

const RHO = 0.9
const EPSILON = 1e-7

/**
 * v ← ρv + (1 − ρ)g², p ← p − η·g/√(v + ε). The state is kept scaled, V = v/(1 − ρ):
 * V ← ρV + g², p ← p − η/√(1 − ρ) · g/√(V + ε/(1 − ρ)).
 */
export const rmsprop: Optimizer = {
  rule: 'rmsprop',
  slots: ['v'],
  update: ({ emit, parameter, gradient, slots: [v = parameter], stepSize }) =>
    emit.node('rmspropUpdate', [parameter, v, gradient, stepSize], {
      rho: RHO,
      epsilon: EPSILON / (1 - RHO),
    }),
  isScheduled: false,
  stepSize: ({ learningRate }) => learningRate / Math.sqrt(1 - RHO),
}
