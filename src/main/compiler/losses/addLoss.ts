/** @file The head's loss of a batch, and the penalties on weights. */
import type { Value } from '../graph/graph'
import type { TensorType } from '../graph/tensorType'
import { floats, integers } from '../graph/tensorType'
import type { Head } from '../layers/head'
import type { Emit } from '../ops/op'

/** Targets of a batch: class indices, 0 or 1, or numbers. */
export function targetType(head: Head): TensorType {
  return head.task === 'multiclass' ? integers('batch') : floats('batch', 1)
}

/** @returns the mean loss over the batch, a scalar. */
export function addLoss(
  emit: Emit,
  head: Head,
  { logits, targets }: { logits: Value; targets: Value },
): Value {
  return emit.op(head.loss, [logits, targets])
}

export interface Penalised {
  readonly weights: Value
  /** A scalar. */
  readonly l2: Value
}

/** @returns `loss + Σ l2 · Σw²`, as Keras adds it. */
export function addPenalties(emit: Emit, loss: Value, penalised: readonly Penalised[]): Value {
  return penalised.reduce((total, { weights, l2 }) => {
    const penalty = emit.op('multiply', [emit.op('sumOfSquares', [weights]), l2])
    return emit.op('add', [total, penalty])
  }, loss)
}
