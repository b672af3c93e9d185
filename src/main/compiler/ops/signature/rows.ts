/** @file Ops along the last axis. */
import type { Signature } from './signature'

export interface RowSignatures {
  softmax: Signature<1>
  logSoftmax: Signature<1>
  /** (x [n, c]) → [n, 1], the largest of each row. */
  rowMax: Signature<1>
  /** (classes i32 [n]) → [n, depth], 1 at the class and 0 elsewhere. */
  oneHot: Signature<1, { readonly depth: number }>
}
