/** @file Losses: means over the batch. Each has its gradient with respect to its first input as an op of its own. */
import type { Signature } from './signature'

export interface LossSignatures {
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
}
