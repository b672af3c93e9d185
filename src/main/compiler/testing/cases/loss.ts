/** @file Losses: means over the batch. Each has its gradient with respect to its first input as an op of its own. */
import { floats, integers } from '../../graph/tensorType'
import type { LossSignatures } from '../../ops/signature/loss'
import { scalar } from './common'
import type { CasesOf } from './opCase'

const classLoss = [
  { types: [floats('batch', 3), integers('batch')], attributes: {}, differentiable: [0] },
  { types: [floats(1, 5), integers(1)], attributes: {}, differentiable: [0] },
] as const
const pairLoss = [
  { types: [floats('batch', 1), floats('batch', 1)], attributes: {}, differentiable: [0] },
  { types: [floats(1, 1), floats(1, 1)], attributes: {}, differentiable: [0] },
] as const
const wideLoss = {
  types: [floats('batch', 4), floats('batch', 4)],
  attributes: {},
  differentiable: [0],
} as const

export const lossCases: CasesOf<LossSignatures> = {
  softmaxCrossEntropy: classLoss,
  softmaxCrossEntropyGrad: classLoss,
  sigmoidCrossEntropy: pairLoss,
  sigmoidCrossEntropyGrad: pairLoss,
  meanSquaredError: [...pairLoss, wideLoss],
  meanSquaredErrorGrad: [...pairLoss, wideLoss],
  mean: [
    { types: [floats('batch', 1)], attributes: {} },
    { types: [floats('batch', 4)], attributes: {} },
    { types: [floats(1, 1)], attributes: {} },
  ],
  meanGrad: [
    { types: [scalar, floats('batch', 1)], attributes: {} },
    { types: [scalar, floats('batch', 4)], attributes: {} },
  ],
}
