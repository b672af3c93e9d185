/** @file Ops along the last axis. */
import type { Signature } from './signature'

export interface RowSignatures {
  softmax: Signature<1>
  logSoftmax: Signature<1>
  /** (x [n, c]) → [n, 1], the largest of each row. */
  rowMax: Signature<1>
  /** (classes i32 [n]) → [n, depth], 1 at the class and 0 elsewhere. */
  oneHot: Signature<1, { readonly depth: number }>
  /** (x [n, n]) → [n, n], 1 on the diagonal and 0 elsewhere. */
  identityLike: Signature<1>
  /**
   * (distances [n, n], alike [n, n], different [n, n]), the latter two above ½ where two other rows are of one class, or of
   * two → [n, n], how often each distance counts, so that Σ counts · (distances + margin · alike) is what the triplets of a batch violate
   * the margin by. `hard`: a row, the furthest of its class and the nearest of another (Hermans et al. 2017, eq. 5). `semiHard`: every
   * pair of a class with the nearest row of another class that is further, or the furthest where none is (Schroff et al. 2015).
   */
  tripletCounts: Signature<3, { readonly margin: number; readonly mining: 'hard' | 'semiHard' }>
}
