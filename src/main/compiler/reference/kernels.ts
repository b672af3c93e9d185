/** @file What every op means, in the plainest arithmetic: the yardstick that back ends are measured with. */
import type { OpKind } from '../ops/signatures'
import { convolutionKernels } from './kernels/convolution'
import { elementwiseKernels } from './kernels/elementwise'
import { foreignKernels } from './kernels/foreign'
import { lookupKernels } from './kernels/lookup'
import { lossKernels } from './kernels/loss'
import { matrixKernels } from './kernels/matrix'
import { normalizationKernels } from './kernels/normalization'
import { poolingKernels } from './kernels/pooling'
import { recurrentKernels } from './kernels/recurrent'
import { rowsKernels } from './kernels/rows'
import { shapeKernels } from './kernels/shape'
import { updateKernels } from './kernels/update'
import type { Kernel } from './kernels/kernel'

export const KERNELS: { readonly [K in OpKind]: Kernel<K> } = {
  ...shapeKernels,
  ...elementwiseKernels,
  ...rowsKernels,
  ...matrixKernels,
  ...lossKernels,
  ...updateKernels,
  ...convolutionKernels,
  ...poolingKernels,
  ...normalizationKernels,
  ...recurrentKernels,
  ...lookupKernels,
  ...foreignKernels,
}
