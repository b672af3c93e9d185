/** @file Rows of a table picked by number. */
import type { Signature } from './signature'

export interface LookupSignatures {
  /** (table [rows, units], indices i32 [...]) → [..., units], the rows of these numbers. */
  gatherRows: Signature<2>
  /** (d [..., units], indices i32 [...]) → [rows, units], each d added to the row of its number: the transpose of `gatherRows`. */
  scatterAdd: Signature<2, { readonly rows: number }>
  /** (x) → i32, its whole part, no less than 0 and less than `count`. */
  toIndices: Signature<1, { readonly count: number }>
  /** (x of either element) → 1 where it is another number than `value`, else 0. */
  differsFrom: Signature<1, { readonly value: number }>
}
