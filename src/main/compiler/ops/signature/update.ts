/** @file Optimizer steps; the formula of each stands in optimizers/. */
import type { None, Signature } from './signature'

export interface UpdateSignatures {
  /** (p, M, V, gradient, stepSize) → (p, M, V). */
  adamUpdate: Signature<5, { readonly beta1: number; readonly beta2: number; readonly epsilon: number }, 3>
  /** (p, M, V, gradient, a, b, epsilon) → (p, M, V). */
  nadamUpdate: Signature<7, { readonly beta1: number; readonly beta2: number }, 3>
  /** (p, M, U, gradient, stepSize) → (p, M, U). */
  adamaxUpdate: Signature<5, { readonly beta1: number; readonly beta2: number; readonly epsilon: number }, 3>
  /** (p, M, gradient, stepSize) → (p, M). */
  lionUpdate: Signature<4, { readonly mix: number; readonly beta2: number }, 2>
  /** (p, V, gradient, stepSize) → (p, V). */
  rmspropUpdate: Signature<4, { readonly rho: number; readonly epsilon: number }, 2>
  /** (p, M, gradient, stepSize, momentum) → (p, M). */
  momentumUpdate: Signature<5, None, 2>
  /** The same, a step ahead. */
  nesterovUpdate: Signature<5, None, 2>
  /** (isNew, next, before) → next where the scalar isNew is above 0, else before. */
  select: Signature<3>
  /** (p, gradient, stepSize) → p. */
  sgdUpdate: Signature<3>
}
