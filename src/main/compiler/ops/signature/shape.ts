/** @file Ops that make numbers or change shapes. */
import type { Shape } from '../../graph/tensorType'
import type { Signature } from './signature'

export interface ShapeSignatures {
  /** () → every element is `value`. */
  constant: Signature<0, { readonly value: number; readonly shape: readonly number[] }>
  /** (x, like) → x stretched to the shape of `like`. */
  broadcastLike: Signature<2>
  /** (x) → x summed over the axes that `shape` lacks or has as 1: the transpose of broadcasting. */
  sumTo: Signature<1, { readonly shape: Shape }>
  /** (a, b, …) → their elements, one after the other, as one vector. */
  pack: Signature<'many'>
  /** (vector) → tensors of these shapes: the inverse of `pack`. */
  unpack: Signature<1, { readonly shapes: readonly (readonly number[])[] }, 'many'>
}
