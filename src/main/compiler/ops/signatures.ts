/** @file The table of all ops: how many values each takes and gives, and its attributes. Everything total is total over this. */
import type { Arity } from '../graph/arity'
import type { Shape } from '../graph/tensorType'

type None = Readonly<Record<never, never>>

interface Signature<In extends Arity, Attributes = None, Out extends Arity = 1> {
  inputs: In
  outputs: Out
  attributes: Attributes
}

export interface OpSignatures {
  // Numbers and shapes
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

  // Element-wise, two values broadcast against each other
  add: Signature<2>
  subtract: Signature<2>
  multiply: Signature<2>

  // Element-wise
  exp: Signature<1>
  /** Gauss error function. */
  erf: Signature<1>
  /** 1 where x > 0, else 0. */
  step: Signature<1>
  relu: Signature<1>
  /** x where x > 0, else slope · x. */
  leakyRelu: Signature<1, { readonly slope: number }>
  /** x where x > 0, else eˣ − 1. */
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

  // Over the last axis
  softmax: Signature<1>
  logSoftmax: Signature<1>
  /** (x [n, c]) → [n, 1], the largest of each row. */
  rowMax: Signature<1>
  /** (classes i32 [n]) → [n, depth], 1 at the class and 0 elsewhere. */
  oneHot: Signature<1, { readonly depth: number }>

  // Linear algebra
  /** (a [m, k], b [k, n]) → a·b, either transposed first. */
  matMul: Signature<2, { readonly transposeA: boolean; readonly transposeB: boolean }>
  /** (x [n, i], w [i, o], b [o]) → x·w + b. */
  linear: Signature<3>
  /** (x) → Σx². */
  sumOfSquares: Signature<1>
  /** (Σg²) → what a gradient of that square is multiplied with to be no longer than `limit`: at most 1. */
  clipFactor: Signature<1, { readonly limit: number }>
  /** (w [i, o]) → each column scaled down to a length of `limit` where it is longer (Srebro and Shraibman 2005). */
  maxNorm: Signature<1, { readonly limit: number }>

  // Losses: means over the batch. Each has its gradient with respect to its first input as an op of its own.
  /** (logits [n, c], classes i32 [n]). */
  softmaxCrossEntropy: Signature<2>
  softmaxCrossEntropyGrad: Signature<2>
  /** (logits [n, 1], targets [n, 1] of 0 or 1). */
  sigmoidCrossEntropy: Signature<2>
  sigmoidCrossEntropyGrad: Signature<2>
  /** (predictions [n, o], targets [n, o]). */
  meanSquaredError: Signature<2>
  meanSquaredErrorGrad: Signature<2>
  /** (x [n, o]) → the mean of all elements: what other losses of single rows end in. */
  mean: Signature<1>
  /** (d, x [n, o]) → d / (n · o), in the shape of x. */
  meanGrad: Signature<2>

  // Optimizer steps; the formula of each stands in optimizers/
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
  /** (p, gradient, stepSize) → p. */
  sgdUpdate: Signature<3>
}

export type OpKind = keyof OpSignatures

export type OpAttributes<K extends OpKind> = OpSignatures[K]['attributes']
