/** @file The head's loss of a batch, and the penalties on weights. */
import type { Value } from '../graph/graph'
import type { TensorType } from '../graph/tensorType'
import { floats, integers } from '../graph/tensorType'
import { addDirections } from './directions'
import { addEmbeddingLoss } from './embeddingLosses'
import { activate } from '../layers/activations'
import type { Head } from '../layers/head'
import type { Emit } from '../ops/op'
import { classRows, surprise, type ClassLossInputs } from './classLosses'
import { numberRows } from './numberLosses'

/** Targets of a batch: class indices, 0 or 1, or numbers. */
export function targetType(head: Head): TensorType {
  return hasClassNumbers(head) ? integers('batch') : floats('batch', 1)
}

/** Targets that may belong to several classes in part: a share of every class, which add up to 1. */
export function sharesType(head: Head): TensorType {
  return head.goal === 'multiclass' ? floats('batch', head.units) : targetType(head)
}

/** Whether targets are the numbers of classes: the least that can be said of two rows is whether they are of one. */
export function hasClassNumbers({ goal }: Pick<Head, 'goal'>): boolean {
  return goal === 'multiclass' || goal === 'embedding'
}

/** Whether there is a target at all, besides the inputs themselves. */
export function hasTargets({ goal }: Head): boolean {
  return goal !== 'reconstruction' && goal !== 'generation'
}

export interface LossInputs extends ClassLossInputs {
  /** [n, 1], what the loss of every row is multiplied with; rows weigh alike where it is absent. */
  readonly rowWeights?: Value
  /** [classes, units] where the loss has them, see `hasProxies`. */
  readonly proxies?: Value
}

/** @returns the mean loss over the batch, a scalar; the usual losses are one op each. */
export function addLoss(emit: Emit, head: Head, inputs: LossInputs): Value {
  const { logits, targets, rowWeights } = inputs
  if (head.goal === 'reconstruction') return addReconstructionLoss(emit, head, inputs)
  if (head.goal === 'embedding') return addEmbeddingLoss(emit, head, inputs)
  if (rowWeights) return emit.op('mean', [emit.op('multiply', [lossRows(emit, head, inputs), rowWeights])])
  if (head.loss === 'mse') return emit.op('meanSquaredError', [logits, targets])
  if (head.goal === 'regression') return emit.op('mean', [numberRows(emit, head, inputs)])
  const isShared = head.goal === 'multiclass' && targets.type.element === 'float32'
  const isPlain = head.settings.labelSmoothing === 0 && inputs.classWeights === null && !isShared
  if ((head.loss === 'crossEntropy' || head.loss === 'klDivergence') && isPlain) {
    const kind = head.goal === 'binary' ? 'sigmoidCrossEntropy' : 'softmaxCrossEntropy'
    return emit.op(kind, [logits, targets])
  }
  return emit.op('mean', [classRows(emit, head, inputs)])
}

function lossRows(emit: Emit, head: Head, inputs: LossInputs): Value {
  return head.goal === 'regression' ? numberRows(emit, head, inputs) : classRows(emit, head, inputs)
}

/** The mean over all numbers of all rows. Where the numbers are put through an activation, it is compared what comes out. */
function addReconstructionLoss(emit: Emit, head: Head, { logits, targets }: ClassLossInputs): Value {
  if (head.loss === 'crossEntropy') return emit.op('mean', [surprise(emit, logits, targets)])
  const made = addPredictions(emit, head, logits)
  return head.loss === 'mse'
    ? emit.op('meanSquaredError', [made, targets])
    : emit.op('mean', [numberRows(emit, head, { logits: made, targets })])
}

/** @returns predictions from logits: probabilities, or numbers on the scale of the target. */
export function addPredictions(emit: Emit, { link, rate }: Head, logits: Value): Value {
  if (link === 'direction') return addDirections(emit, logits)
  if (link !== 'exp') return activate(emit, link, logits)
  const centered = emit.op('subtract', [emit.op('exp', [logits]), emit.number(rate.shift)])
  return emit.op('multiply', [centered, emit.number(1 / rate.factor)])
}

export interface Penalised {
  readonly kind: 'l1' | 'l2'
  readonly weights: Value
  /** A scalar. */
  readonly factor: Value
}

/** @returns `loss + Σ l1 · Σ|w| + Σ l2 · Σw²`, as Keras adds it. */
export function addPenalties(emit: Emit, loss: Value, penalised: readonly Penalised[]): Value {
  return penalised.reduce((total, { kind, weights, factor }) => {
    const size =
      kind === 'l2'
        ? emit.op('sumOfSquares', [weights])
        : emit.op('sumTo', [emit.op('abs', [weights])], { shape: [] })
    return emit.op('add', [total, emit.op('multiply', [size, factor])])
  }, loss)
}
