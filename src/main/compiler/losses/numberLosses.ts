/** @file Losses of numbers, row by row. */
import type { DecidedLoss } from '../../../shared/domain/loss'
import type { Value } from '../graph/graph'
import type { Head } from '../layers/head'
import type { Emit } from '../ops/op'

export type NumberLoss = Extract<DecidedLoss, 'mse' | 'mae' | 'huber' | 'logCosh' | 'poisson' | 'quantile'>

interface RowContext {
  readonly emit: Emit
  readonly head: Head
  readonly logits: Value
  readonly targets: Value
}

const ROWS: Record<NumberLoss, (context: RowContext) => Value> = {
  mse: (context) => {
    const error = errorOf(context)
    return context.emit.op('multiply', [error, error])
  },
  mae: (context) => context.emit.op('abs', [errorOf(context)]),
  huber: (context) =>
    context.emit.op('huber', [errorOf(context)], { delta: context.head.settings.huberDelta }),
  /** log cosh e = e + softplus(−2e) − log 2, which no large error overflows. */
  logCosh: (context) => {
    const { emit } = context
    const error = errorOf(context)
    const tail = emit.op('softplus', [emit.op('multiply', [error, emit.number(-2)])])
    return emit.op('subtract', [emit.op('add', [error, tail]), emit.number(Math.LN2)])
  },
  /** λ − y·log λ with λ = eᶻ, on targets as multiples of their mean. */
  poisson: ({ emit, head: { rate }, logits, targets }) => {
    const scaled = emit.op('multiply', [targets, emit.number(rate.factor)])
    const counts = emit.op('add', [scaled, emit.number(rate.shift)])
    return emit.op('subtract', [emit.op('exp', [logits]), emit.op('multiply', [counts, logits])])
  },
  /** Koenker and Bassett 1978: max(τ(y − p), (τ − 1)(y − p)) = max(e, 0) − τe with e = p − y. */
  quantile: (context) => {
    const { emit } = context
    const error = errorOf(context)
    const share = emit.op('multiply', [error, emit.number(context.head.settings.quantile)])
    return emit.op('subtract', [emit.op('relu', [error]), share])
  },
}

/** @returns [n, 1], the loss of every row. */
export function numberRows(
  emit: Emit,
  head: Head,
  { logits, targets }: { readonly logits: Value; readonly targets: Value },
): Value {
  const rules: Record<string, (context: RowContext) => Value> = ROWS
  return (rules[head.loss] ?? ROWS.mse)({ emit, head, logits, targets })
}

function errorOf({ emit, logits, targets }: RowContext): Value {
  return emit.op('subtract', [logits, targets])
}
