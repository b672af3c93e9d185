/** @file Losses as ops: means over the batch, computed from logits so that nothing overflows. */
import { floats, isSameShape, type TensorType } from '../graph/tensorType'
import { requireTypes, type GradientContext, type Op, type OpsOf } from './op'
import type { OpKind } from './signatures'
import type { LossSignatures } from './signature/loss'

type LossKind = 'softmaxCrossEntropy' | 'sigmoidCrossEntropy' | 'meanSquaredError'
type LossGradKind = `${LossKind}Grad`

type Pair = readonly [TensorType, TensorType]

/** A loss of (predictions, targets); the targets are given, so nothing flows to them. */
function loss<K extends LossKind>(kind: K, check: (pair: Pair) => boolean): Op<K> {
  const gradKind: LossGradKind = `${kind}Grad`
  const op: Pick<Op<LossKind>, 'inferTypes' | 'gradient'> = {
    inferTypes: (pair) => {
      requireTypes(check(pair), kind, pair)
      return [floats()]
    },
    gradient: ({ emit, inputs, gradients: [d] }: GradientContext<LossKind>) => [
      emit.op('multiply', [emit.op(gradKind, inputs), d]),
      null,
    ],
  }
  return { kind, ...op } as Op<K>
}

/** The gradient of a loss with respect to its predictions, already divided by the number of rows. */
function lossGrad<K extends LossGradKind>(kind: K, check: (pair: Pair) => boolean): Op<K> {
  const inferTypes = (pair: Pair): [TensorType] => {
    requireTypes(check(pair), kind satisfies OpKind, pair)
    return [pair[0]]
  }
  return { kind, inferTypes, gradient: 'forbidden' } as unknown as Op<K>
}

const isClasses = ([logits, classes]: Pair): boolean =>
  logits.shape.length === 2 &&
  classes.element === 'int32' &&
  isSameShape(classes.shape, logits.shape.slice(0, 1))
const isAlike = ([predictions, targets]: Pair): boolean =>
  predictions.shape.length === 2 && isSameShape(predictions.shape, targets.shape)

export const softmaxCrossEntropy = loss('softmaxCrossEntropy', isClasses)
export const softmaxCrossEntropyGrad = lossGrad('softmaxCrossEntropyGrad', isClasses)
export const sigmoidCrossEntropy = loss('sigmoidCrossEntropy', isAlike)
export const sigmoidCrossEntropyGrad = lossGrad('sigmoidCrossEntropyGrad', isAlike)
export const meanSquaredError = loss('meanSquaredError', isAlike)
export const meanSquaredErrorGrad = lossGrad('meanSquaredErrorGrad', isAlike)

const mean: Op<'mean'> = {
  kind: 'mean',
  inferTypes: ([x]) => {
    requireTypes(x.shape.length === 2, 'mean', [x])
    return [floats()]
  },
  gradient: ({ emit, inputs: [x], gradients: [d] }) => [emit.op('meanGrad', [d, x])],
}

const meanGrad: Op<'meanGrad'> = {
  kind: 'meanGrad',
  inferTypes: ([d, x]) => {
    requireTypes(d.shape.length === 0 && x.shape.length === 2, 'meanGrad', [d, x])
    return [x]
  },
  gradient: 'forbidden',
}

export const lossOps: OpsOf<LossSignatures> = {
  softmaxCrossEntropy,
  softmaxCrossEntropyGrad,
  sigmoidCrossEntropy,
  sigmoidCrossEntropyGrad,
  meanSquaredError,
  meanSquaredErrorGrad,
  mean,
  meanGrad,
}
