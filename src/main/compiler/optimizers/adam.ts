/** @file Adam (Kingma and Ba 2015), in the form at the end of their section 2, which is also that of Keras. */
import type { Optimizer } from './optimizer'

const BETA1 = 0.9
const BETA2 = 0.999
const EPSILON = 1e-7

/**
 * m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², p ← p − η√(1 − β₂ᵗ)/(1 − β₁ᵗ) · m/(√v + ε).
 *
 * The state is kept scaled, M = m/(1 − β₁) and V = v/(1 − β₂), which saves a third of the passes over the weights:
 * M ← β₁M + g, V ← β₂V + g², p ← p − a·M/(√V + e) with e = ε/√(1 − β₂) and, a step,
 * a = η · √(1 − β₂ᵗ)/(1 − β₁ᵗ) · (1 − β₁)/√(1 − β₂).
 */
export const adam: Optimizer = {
  rule: 'adam',
  slots: ['m', 'v'],
  update: ({ emit, parameter, gradient, slots: [m = parameter, v = parameter], stepSize }) =>
    emit.node('adamUpdate', [parameter, m, v, gradient, stepSize], {
      beta1: BETA1,
      beta2: BETA2,
      epsilon: EPSILON / Math.sqrt(1 - BETA2),
    }),
  isScheduled: true,
  stepSize: ({ learningRate }, step) => {
    const correction = Math.sqrt(1 - BETA2 ** step) / (1 - BETA1 ** step)
    return (learningRate * correction * (1 - BETA1)) / Math.sqrt(1 - BETA2)
  },
}
