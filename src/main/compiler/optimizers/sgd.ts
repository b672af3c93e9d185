/** @file Gradient descent, with and without momentum. */
import type { Optimizer } from './optimizer'

/** p ← p − η·g */
export const sgd: Optimizer = {
  rule: 'sgd',
  slots: [],
  update: ({ emit, parameter, gradient, stepSize }) =>
    emit.node('sgdUpdate', [parameter, gradient, stepSize]),
  isScheduled: false,
  stepSize: ({ learningRate }) => learningRate,
}

/** M ← μM + g, p ← p − η·M: the classical form (Polyak 1964), which is that of Keras for a constant η. */
export const momentum: Optimizer = {
  rule: 'momentum',
  slots: ['m'],
  update: ({ emit, parameter, gradient, slots: [m = parameter], stepSize, setting }) =>
    emit.node('momentumUpdate', [parameter, m, gradient, stepSize, setting('momentum')]),
  isScheduled: false,
  stepSize: ({ learningRate }) => learningRate,
}
