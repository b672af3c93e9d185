/** @file Ops along the last axis. */
import type { RowSignatures } from '../../ops/signature/rows'
import { full, map } from '../tensor'
import { rowsOf, softmax, rowPeaks, oneHot } from './common'
import type { KernelsOf } from './kernel'

export const rowsKernels: KernelsOf<RowSignatures> = {
  softmax: ([x]) => [softmax(x)],
  logSoftmax: ([x]) => [map(softmax(x), Math.log)],
  rowMax: ([x]) => [rowPeaks(x)],
  oneHot: ([classes], { depth }) => [oneHot(classes, full([rowsOf(classes), depth], 0))],
}
