/** @file Adam (Kingma and Ba 2015), in the form at the end of their section 2, which is also that of Keras; and AdamW. */
import { KEEP, shrink, type Optimizer } from './optimizer'

/** Of Keras. */
export const EPSILON = 1e-7

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
  numbers: {
    stepSize: {
      changes: 'every step',
      at: ({ training: { beta1, beta2 }, step, learningRate }) => {
        const correction = Math.sqrt(1 - beta2 ** step) / (1 - beta1 ** step)
        return (learningRate * correction * (1 - beta1)) / Math.sqrt(1 - beta2)
      },
    },
  },
  update: ({ emit, training, parameter, gradient, slots: [m = parameter, v = parameter], stepSize }) =>
    emit.node('adamUpdate', [parameter, m, v, gradient, stepSize], {
      beta1: training.beta1,
      beta2: training.beta2,
      epsilon: EPSILON / Math.sqrt(1 - training.beta2),
    }),
}

/** Adam on weights that shrink by themselves. */
export const adamw: Optimizer = {
  rule: 'adamw',
  slots: adam.slots,
  numbers: { ...adam.numbers, keep: KEEP },
  update: (context) => {
    // The state is of the parameter's shape, shrunk or not.
    return adam.update({ ...context, parameter: shrink(context) })
  },
}
