/** @file All optimizers, once. */
import type { TrainingSpec } from '../../../shared/domain/trainingSpec'
import { accumulating } from './accumulateGradients'
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

type Choice = Pick<TrainingSpec, 'optimizer' | 'momentum' | 'nesterov' | 'accumulate'>

export function optimizerOf(training: Choice): Optimizer {
  const rule = UPDATE_RULES[ruleOf(training)]
  return training.accumulate > 1 ? accumulating(rule, training.accumulate) : rule
}

function ruleOf({ optimizer, ...training }: Choice): UpdateRule {
  if (optimizer !== 'sgd' || training.momentum === 0) return optimizer
  return training.nesterov ? 'nesterov' : 'momentum'
}
