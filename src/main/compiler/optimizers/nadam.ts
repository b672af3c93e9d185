/** @file Nadam: Adam that looks a step ahead (Dozat 2016), with the momentum schedule of Keras. */
import type { TrainingSpec } from '../../../shared/domain/trainingSpec'
import { EPSILON } from './adam'
import type { Optimizer, StepState } from './optimizer'

/** ψ of Dozat: μₜ = β₁(1 − ½·0.96ᵗ). */
const MOMENTUM_DECAY = 0.96

type Betas = Pick<TrainingSpec, 'beta1'>

/**
 * m and v as in Adam, p ← p − η/(√(v/(1 − β₂ᵗ)) + ε) · (μₜ₊₁m/(1 − Πμ₁…ₜ₊₁) + (1 − μₜ)g/(1 − Πμ₁…ₜ)).
 *
 * With the state scaled as Adam's, M and V: p ← p − (a·M + b·g)/(√V + e), where r = √((1 − β₂)/(1 − β₂ᵗ)),
 * a = η/r · μₜ₊₁(1 − β₁)/(1 − Πμ₁…ₜ₊₁), b = η/r · (1 − μₜ)/(1 − Πμ₁…ₜ) and e = ε/r.
 */
export const nadam: Optimizer = {
  rule: 'nadam',
  slots: ['m', 'v'],
  numbers: {
    stepSize: {
      changes: 'every step',
      at: (state) => {
        const { training, step, learningRate } = state
        const share = momentumAt(training, step + 1) / (1 - momentumProduct(training, step + 1))
        return (learningRate / spreadAt(state)) * share * (1 - training.beta1)
      },
    },
    gradientStep: {
      changes: 'every step',
      at: (state) => {
        const { training, step, learningRate } = state
        const share = (1 - momentumAt(training, step)) / (1 - momentumProduct(training, step))
        return (learningRate / spreadAt(state)) * share
      },
    },
    epsilon: { changes: 'every step', at: (state) => EPSILON / spreadAt(state) },
  },
  update: ({
    emit,
    training: { beta1, beta2 },
    parameter,
    gradient,
    slots: [m = parameter, v = parameter],
    stepSize,
    number,
  }) =>
    emit.node(
      'nadamUpdate',
      [parameter, m, v, gradient, stepSize, number('gradientStep'), number('epsilon')],
      { beta1, beta2 },
    ),
}

function momentumAt({ beta1 }: Betas, step: number): number {
  return beta1 * (1 - 0.5 * MOMENTUM_DECAY ** step)
}

/** Π of the momenta so far; it is nothing after some hundred steps, and no later one is looked at. */
function momentumProduct(betas: Betas, step: number): number {
  let product = 1
  for (let at = 1; at <= step && product > 1e-18; at++) product *= momentumAt(betas, at)
  return product
}

function spreadAt({ training: { beta2 }, step }: StepState): number {
  return Math.sqrt((1 - beta2) / (1 - beta2 ** step))
}
