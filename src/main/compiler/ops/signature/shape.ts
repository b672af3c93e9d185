/** @file Ops that make numbers or change shapes. */
import type { Shape } from '../../graph/tensorType'
import type { Signature } from './signature'

export interface ShapeSignatures {
  /** () → every element is `value`. */
  constant: Signature<0, { readonly value: number; readonly shape: readonly number[] }>
  /**
   * () → [steps, channels]: sin(step / 10000^(c / channels)) in even channels c, in the odd ones behind them its cosine
   * (Vaswani et al. 2017, section 3.5).
   */
  sinusoids: Signature<0, { readonly steps: number; readonly channels: number }>
  /** () → [queries, keys]: 1 where a key stands no later than the query, else 0. */
  pastMask: Signature<0, { readonly queries: number; readonly keys: number }>
  /** (x, like) → x stretched to the shape of `like`. */
  broadcastLike: Signature<2>
  /** (x) → x summed over the axes that `shape` lacks or has as 1: the transpose of broadcasting. */
  sumTo: Signature<1, { readonly shape: Shape }>
  /** (a, b, …) → their elements, one after the other, as one vector. */
  pack: Signature<'many'>
  /** (vector) → tensors of these shapes: the inverse of `pack`. */
  unpack: Signature<1, { readonly shapes: readonly (readonly number[])[] }, 'many'>
  /** (x) → its elements in their order, under another shape of the same size. */
  reshape: Signature<1, { readonly shape: Shape }>
  /** (x) → axis i of the result is axis `axes[i]` of x. */
  transpose: Signature<1, { readonly axes: readonly number[] }>
  /** (a, b, …) → one behind the other along an axis, counted from 0 with the batch. */
  concat: Signature<'many', { readonly axis: number }>
  /** (x) → `size` elements of an axis, from `start` on. */
  slice: Signature<1, { readonly axis: number; readonly start: number; readonly size: number }>
  /** (x) → zeros added at the ends of axes; [before, after] an axis. The transpose of `slice`. */
  pad: Signature<1, { readonly margins: readonly (readonly [number, number])[] }>
}
