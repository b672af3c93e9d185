/** @file All optimizers, once. */
import type { TrainingSpec } from '../../../shared/domain/trainingSpec'
import { adam } from './adam'
import type { Optimizer, UpdateRule } from './optimizer'
import { rmsprop } from './rmsprop'
import { momentum, sgd } from './sgd'

export const UPDATE_RULES: Readonly<Record<UpdateRule, Optimizer>> = { adam, rmsprop, momentum, sgd }

export function optimizerOf({
  optimizer,
  momentum: kept,
}: Pick<TrainingSpec, 'optimizer' | 'momentum'>): Optimizer {
  return UPDATE_RULES[optimizer === 'sgd' && kept > 0 ? 'momentum' : optimizer]
}
