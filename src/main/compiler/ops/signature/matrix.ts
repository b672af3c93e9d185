/** @file Ops of matrices. */
import type { Signature } from './signature'

export interface MatrixSignatures {
  /**
   * (a [m, k], b [k, n]) → a·b, either transposed first. A tensor of more axes stands for the matrix of all its rows along
   * the last axis: a [..., k] keeps its leading axes; transposed, a [..., m] and b [..., n] share them and they are summed over.
   */
  matMul: Signature<2, { readonly transposeA: boolean; readonly transposeB: boolean }>
  /** (x [..., i], w [i, o], b [o]) → x·w + b. */
  linear: Signature<3>
  /** (x) → Σx². */
  sumOfSquares: Signature<1>
  /** (Σg²) → what a gradient of that square is multiplied with to be no longer than `limit`: at most 1. */
  clipFactor: Signature<1, { readonly limit: number }>
  /** (w [i, o]) → each column scaled down to a length of `limit` where it is longer (Srebro and Shraibman 2005). */
  maxNorm: Signature<1, { readonly limit: number }>
}
