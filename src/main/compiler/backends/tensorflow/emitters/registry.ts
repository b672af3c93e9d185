/** @file The back end: how each op is done in TensorFlow. A kind without an entry does not compile. */
import type { OpKind } from '../../../ops/signatures'
import { convolutionEmitters } from './convolution'
import { elementwiseEmitters } from './elementwise'
import type { EmitRule } from './emit'
import { lookupEmitters } from './lookup'
import { lossEmitters } from './loss'
import { matrixEmitters } from './matrix'
import { normalizationEmitters } from './normalization'
import { poolingEmitters } from './pooling'
import { rowsEmitters } from './rows'
import { shapeEmitters } from './shape'
import { updateEmitters } from './update'

export const EMITTERS = {
  ...shapeEmitters,
  ...elementwiseEmitters,
  ...rowsEmitters,
  ...matrixEmitters,
  ...lossEmitters,
  ...updateEmitters,
  ...convolutionEmitters,
  ...poolingEmitters,
  ...normalizationEmitters,
  ...lookupEmitters,
} as { readonly [K in OpKind]: EmitRule<K> }
