/** @file Ops that act on every element; two values broadcast against each other. */
import type { Signature } from './signature'

export interface ElementwiseSignatures {
  add: Signature<2>
  subtract: Signature<2>
  multiply: Signature<2>
  exp: Signature<1>
  /** Gauss error function. */
  erf: Signature<1>
  /** 1 where x > 0, else 0. */
  step: Signature<1>
  relu: Signature<1>
  /** x where x > 0, else slope · x. */
  leakyRelu: Signature<1, { readonly slope: number }>
  /** x where x > 0, else eˣ − 1. */
  /** (x, a) → x where x > 0, else a · x; a broadcasts to x. */
  prelu: Signature<2>
  elu: Signature<1>
  /** λ · (x where x > 0, else α(eˣ − 1)) with the constants of Klambauer et al. 2017. */
  selu: Signature<1>
  tanh: Signature<1>
  sigmoid: Signature<1>
  softplus: Signature<1>
  abs: Signature<1>
  /** x, but no further from 0 than `limit`. */
  clip: Signature<1, { readonly limit: number }>
  /** x²/2 up to `delta` from 0, δ(|x| − δ/2) beyond (Huber 1964). */
  huber: Signature<1, { readonly delta: number }>
  /** x raised to `exponent`, for x > 0. */
  power: Signature<1, { readonly exponent: number }>
}
