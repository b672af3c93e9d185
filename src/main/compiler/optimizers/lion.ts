/** @file Lion: steps of one size in the direction of a sign (Chen et al. 2023), with the numbers of the paper. */
import { KEEP, LEARNING_RATE, shrink, type Optimizer } from './optimizer'

const BETA1 = 0.9
const BETA2 = 0.99

/**
 * p ← p(1 − ηλ) − η·sign(β₁m + (1 − β₁)g), m ← β₂m + (1 − β₂)g. The state is kept scaled, M = m/(1 − β₂), and only the
 * sign counts: sign(cM + g) with c = β₁(1 − β₂)/(1 − β₁), M ← β₂M + g.
 */
export const lion: Optimizer = {
  rule: 'lion',
  slots: ['m'],
  numbers: { stepSize: LEARNING_RATE, keep: KEEP },
  update: (context) => {
    const { emit, parameter, gradient, slots, stepSize } = context
    const [m = parameter] = slots
    return emit.node('lionUpdate', [shrink(context), m, gradient, stepSize], {
      mix: (BETA1 * (1 - BETA2)) / (1 - BETA1),
      beta2: BETA2,
    })
  },
}
