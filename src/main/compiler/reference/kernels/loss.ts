/** @file Losses: means over the batch. Each has its gradient with respect to its first input as an op of its own. */
import type { LossSignatures } from '../../ops/signature/loss'
import { full, zip } from '../tensor'
import { rowsOf, mean, sigmoid, softplus, softmax, oneHot } from './common'
import type { KernelsOf } from './kernel'

export const lossKernels: KernelsOf<LossSignatures> = {
  softmaxCrossEntropy: ([logits, classes]) => {
    const probabilities = softmax(logits)
    const surprise = zip(
      logits.shape,
      [probabilities, oneHot(classes, logits)],
      (p = 0, hit = 0) => hit && -Math.log(p),
    )
    return [mean(surprise, rowsOf(logits))]
  },
  softmaxCrossEntropyGrad: ([logits, classes]) => {
    const rows = rowsOf(logits)
    return [
      zip(logits.shape, [softmax(logits), oneHot(classes, logits)], (p = 0, hit = 0) => (p - hit) / rows),
    ]
  },
  sigmoidCrossEntropy: ([logits, targets]) => [
    mean(
      zip(logits.shape, [logits, targets], (z = 0, y = 0) => softplus(z) - y * z),
      rowsOf(logits),
    ),
  ],
  sigmoidCrossEntropyGrad: ([logits, targets]) => [
    zip(logits.shape, [logits, targets], (z = 0, y = 0) => (sigmoid(z) - y) / rowsOf(logits)),
  ],
  meanSquaredError: ([predictions, targets]) => [
    mean(
      zip(predictions.shape, [predictions, targets], (p = 0, y = 0) => (p - y) ** 2),
      predictions.values.length,
    ),
  ],
  meanSquaredErrorGrad: ([predictions, targets]) => [
    zip(
      predictions.shape,
      [predictions, targets],
      (p = 0, y = 0) => (2 * (p - y)) / predictions.values.length,
    ),
  ],
  mean: ([x]) => [mean(x, x.values.length)],
  meanGrad: ([d, x]) => [full(x.shape, (d.values[0] ?? Number.NaN) / x.values.length)],
}
