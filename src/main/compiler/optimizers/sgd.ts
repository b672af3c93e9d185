/** @file Gradient descent, with and without momentum. */
import { LEARNING_RATE, type Optimizer, type StepNumber } from './optimizer'

/** p ← p − η·g */
export const sgd: Optimizer = {
  rule: 'sgd',
  slots: [],
  numbers: { stepSize: LEARNING_RATE },
  update: ({ emit, parameter, gradient, stepSize }) =>
    emit.node('sgdUpdate', [parameter, gradient, stepSize]),
}

const MOMENTUM: StepNumber = { changes: 'never', at: ({ training }) => training.momentum }

/** M ← μM + η·g, p ← p − M: the velocity (Polyak 1964) as Keras keeps it, which remembers the learning rates of its steps. */
export const momentum: Optimizer = {
  rule: 'momentum',
  slots: ['m'],
  numbers: { stepSize: LEARNING_RATE, momentum: MOMENTUM },
  update: ({ emit, parameter, gradient, slots: [m = parameter], stepSize, number }) =>
    emit.node('momentumUpdate', [parameter, m, gradient, stepSize, number('momentum')]),
}

/** M ← μM + η·g, p ← p − (μM + η·g) (Nesterov 1983, in the form of Sutskever et al. 2013). */
export const nesterov: Optimizer = {
  ...momentum,
  rule: 'nesterov',
  update: ({ emit, parameter, gradient, slots: [m = parameter], stepSize, number }) =>
    emit.node('nesterovUpdate', [parameter, m, gradient, stepSize, number('momentum')]),
}
