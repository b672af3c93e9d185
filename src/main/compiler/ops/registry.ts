/** @file All ops, once. A kind without an entry does not compile. */
import { convolutionOps } from './convolution'
import { elementwiseOps } from './elementwise'
import { foreignOps } from './foreign'
import { lookupOps } from './lookup'
import { lossOps } from './loss'
import { matrixOps } from './matrix'
import { normalizationOps } from './normalization'
import { poolingOps } from './pooling'
import { recurrentOps } from './recurrent'
import { rowsOps } from './rows'
import { shapeOps } from './shape'
import { updateOps } from './update'
import type { Op } from './op'
import type { OpKind } from './signatures'

export const OPS: { readonly [K in OpKind]: Op<K> } = {
  ...shapeOps,
  ...elementwiseOps,
  ...rowsOps,
  ...matrixOps,
  ...lossOps,
  ...updateOps,
  ...convolutionOps,
  ...poolingOps,
  ...normalizationOps,
  ...recurrentOps,
  ...lookupOps,
  ...foreignOps,
}
