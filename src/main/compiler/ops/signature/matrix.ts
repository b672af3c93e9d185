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
  /** (a [..., m, k], b [..., k, n]) → [..., m, n], a product for each place of the leading axes, either transposed first. */
  batchMatMul: Signature<2, { readonly transposeA: boolean; readonly transposeB: boolean }>
  /** (x) → Σx². */
  sumOfSquares: Signature<1>
  /** (Σg²) → what a gradient of that square is multiplied with to be no longer than `limit`: at most 1. */
  clipFactor: Signature<1, { readonly limit: number }>
  /**
   * (w) → the weights of each unit scaled down to a length of `limit` where they are longer (Srebro and Shraibman 2005); units
   * stand along `unitAxis`.
   */
  maxNorm: Signature<1, { readonly limit: number; readonly unitAxis: number }>
}
