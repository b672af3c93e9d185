/** @file What a student learns from the answers of a teacher beside the truth. */
import type { Value } from '../graph/graph'
import type { Head } from '../layers/head'
import type { Emit } from '../ops/op'
import { surprise } from './classLosses'

export interface Distillation {
  /** What logits are divided by before they become shares: the higher, the more the teacher's second thoughts count. */
  readonly temperature: number
  /** Share of the teacher in the loss, 0 to 1. */
  readonly alpha: number
}

export interface TaughtLoss extends Distillation {
  readonly logits: Value
  /** Of the teacher: shares of the classes at that temperature, or a number on the scale of the target. */
  readonly answers: Value
  /** Of the truth alone. */
  readonly loss: Value
}

/**
 * (1 − α) · loss + α · T² · H(teacher at T, student at T) (Hinton, Vinyals & Dean 2015, arXiv:1503.02531, section 2; T² keeps the
 * gradients of both of a size). Numbers: (1 − α) · loss + α · mean((student − teacher)²).
 */
export function distilledLoss(emit: Emit, head: Head, taught: TaughtLoss): Value {
  const { alpha, loss } = taught
  const own = emit.op('multiply', [loss, emit.number(1 - alpha)])
  return emit.op('add', [own, emit.op('multiply', [teacherLoss(emit, head, taught), emit.number(alpha)])])
}

function teacherLoss(emit: Emit, { goal }: Head, { logits, answers, temperature }: TaughtLoss): Value {
  if (goal !== 'binary' && goal !== 'multiclass') return emit.op('meanSquaredError', [logits, answers])
  const softened = emit.op('multiply', [logits, emit.number(1 / temperature)])
  const rows = goal === 'binary' ? surprise(emit, softened, answers) : crossEntropy(emit, softened, answers)
  return emit.op('multiply', [emit.op('mean', [rows]), emit.number(temperature ** 2)])
}

/** [n, 1]: −Σ q log softmax. */
function crossEntropy(emit: Emit, logits: Value, shares: Value): Value {
  const [rows = 'batch'] = logits.type.shape
  const likely = emit.op('multiply', [shares, emit.op('logSoftmax', [logits])])
  return emit.op('multiply', [emit.op('sumTo', [likely], { shape: [rows, 1] }), emit.number(-1)])
}
