/** @file The back end: how each op is done in TensorFlow. A kind without an entry does not compile. */
import type { OpKind } from '../../../ops/signatures'
import { convolutionEmitters } from './convolution'
import { elementwiseEmitters } from './elementwise'
import type { EmitRule } from './emit'
import { foreignEmitters } from './foreign'
import { lookupEmitters } from './lookup'
import { lossEmitters } from './loss'
import { matrixEmitters } from './matrix'
import { normalizationEmitters } from './normalization'
import { poolingEmitters } from './pooling'
import { recurrentEmitters } from './recurrent'
import { rowsEmitters } from './rows'
import { shapeEmitters } from './shape'
import { updateEmitters } from './update'

export const EMITTERS: { readonly [K in OpKind]: EmitRule<K> } = {
  ...shapeEmitters,
  ...elementwiseEmitters,
  ...rowsEmitters,
  ...matrixEmitters,
  ...lossEmitters,
  ...updateEmitters,
  ...convolutionEmitters,
  ...poolingEmitters,
  ...recurrentEmitters,
  ...normalizationEmitters,
  ...lookupEmitters,
  ...foreignEmitters,
}
