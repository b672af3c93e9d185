/** @file All optimizers, once. */
import type { TrainingSpec } from '../../../shared/domain/trainingSpec'
import { adam, adamw } from './adam'
import { adamax } from './adamax'
import { lion } from './lion'
import { nadam } from './nadam'
import type { Optimizer, UpdateRule } from './optimizer'
import { adagrad, rmsprop } from './rmsprop'
import { momentum, nesterov, sgd } from './sgd'

export const UPDATE_RULES: Readonly<Record<UpdateRule, Optimizer>> = {
  adam,
  adamw,
  nadam,
  adamax,
  lion,
  rmsprop,
  adagrad,
  momentum,
  nesterov,
  sgd,
}

export function optimizerOf(training: Pick<TrainingSpec, 'optimizer' | 'momentum' | 'nesterov'>): Optimizer {
  const { optimizer } = training
  if (optimizer !== 'sgd' || training.momentum === 0) return UPDATE_RULES[optimizer]
  return training.nesterov ? nesterov : momentum
}
