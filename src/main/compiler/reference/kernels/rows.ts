/** @file Ops along the last axis. */
import type { RowSignatures } from '../../ops/signature/rows'
import { full, tensor } from '../tensor'
import { logSoftmax, rowsOf, softmax, rowPeaks, oneHot } from './common'
import type { KernelsOf } from './kernel'
import { tripletCounts } from './triplets'

export const rowsKernels: KernelsOf<RowSignatures> = {
  softmax: ([x]) => [softmax(x)],
  logSoftmax: ([x]) => [logSoftmax(x)],
  rowMax: ([x]) => [rowPeaks(x)],
  identityLike: ([x]) => [
    tensor(
      x.shape,
      x.values.map((_, index) => (index % (rowsOf(x) + 1) === 0 ? 1 : 0)),
    ),
  ],
  tripletCounts: (inputs, attributes) => [tripletCounts(inputs, attributes)],
  oneHot: ([classes], { depth }) => [oneHot(classes, full([rowsOf(classes), depth], 0))],
}
