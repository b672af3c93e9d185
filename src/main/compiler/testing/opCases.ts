/** @file Shapes and attributes with which tests try every op. An op without cases does not compile. */
import type { OpKind } from '../ops/signatures'
import { convolutionCases } from './cases/convolution'
import { elementwiseCases } from './cases/elementwise'
import { foreignCases } from './cases/foreign'
import { lookupCases } from './cases/lookup'
import { lossCases } from './cases/loss'
import { matrixCases } from './cases/matrix'
import { normalizationCases } from './cases/normalization'
import { poolingCases } from './cases/pooling'
import { recurrentCases } from './cases/recurrent'
import { rowsCases } from './cases/rows'
import { shapeCases } from './cases/shape'
import { updateCases } from './cases/update'
import type { OpCase } from './cases/opCase'

export type { OpCase } from './cases/opCase'

export const OP_CASES: { readonly [K in OpKind]: readonly OpCase<K>[] } = {
  ...shapeCases,
  ...elementwiseCases,
  ...rowsCases,
  ...matrixCases,
  ...lossCases,
  ...updateCases,
  ...convolutionCases,
  ...poolingCases,
  ...normalizationCases,
  ...recurrentCases,
  ...lookupCases,
  ...foreignCases,
}
