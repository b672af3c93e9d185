/** @file Ops that bring numbers to mean 0 and variance 1. Variances are biased: the mean of the squared distances. */
import type { Signature } from './signature'

interface Channels {
  /** Of the channels, counted from 0 with the batch; statistics go over all other axes. */
  readonly axis: number
}

interface Epsilon {
  /** Added to the variance. */
  readonly epsilon: number
}

export interface NormalizationSignatures {
  /** (x) → (mean [c], variance [c]). */
  moments: Signature<1, Channels, 2>
  /** (x, mean [c], variance [c], scale [c], center [c]) → scale · (x − mean) / √(variance + ε) + center. */
  normalize: Signature<5, Channels & Epsilon>
  /** (x, scale [c], center [c]) → the same with the moments of x (Ioffe and Szegedy 2015). */
  batchNorm: Signature<3, Channels & Epsilon>
  /** (d, x, scale) → its gradient by x, scale and center. */
  batchNormGrad: Signature<3, Channels & Epsilon, 3>
  /** (x) → (x − mean) / √(variance + ε), over the last axis. */
  standardize: Signature<1, Epsilon>
  /** (d, x) → its gradient by x. */
  standardizeGrad: Signature<2, Epsilon>
  /** (x, scale [c], center [c]) → scale · standardize(x) + center, over the last axis (Ba et al. 2016). */
  layerNorm: Signature<3, Epsilon>
  /** (d, x, scale) → its gradient by x, scale and center. */
  layerNormGrad: Signature<3, Epsilon, 3>
}
