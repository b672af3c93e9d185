/** @file Adamax: Adam with the largest instead of the mean square gradient (Kingma and Ba 2015, section 7.1). */
import { EPSILON } from './adam'
import type { Optimizer } from './optimizer'

/** m ← β₁m + (1 − β₁)g, u ← max(β₂u, |g|), p ← p − η/(1 − β₁ᵗ) · m/(u + ε); m is kept scaled, M = m/(1 − β₁). */
export const adamax: Optimizer = {
  rule: 'adamax',
  slots: ['m', 'u'],
  numbers: {
    stepSize: {
      changes: 'every step',
      at: ({ training: { beta1 }, step, learningRate }) => (learningRate * (1 - beta1)) / (1 - beta1 ** step),
    },
  },
  update: ({
    emit,
    training: { beta1, beta2 },
    parameter,
    gradient,
    slots: [m = parameter, u = parameter],
    stepSize,
  }) => emit.node('adamaxUpdate', [parameter, m, u, gradient, stepSize], { beta1, beta2, epsilon: EPSILON }),
}
