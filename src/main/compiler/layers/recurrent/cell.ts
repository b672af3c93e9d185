/** @file What tells one recurrent layer from another: a step of it. */
import type { Value } from '../../graph/graph'
import type { Emit } from '../../ops/op'
import type { LayerSpecOf } from '../layer'

export type RecurrentKind = 'simpleRnn' | 'gru' | 'lstm'
export type RecurrentSpec = LayerSpecOf<RecurrentKind>

/** What a step reads, besides the states. */
export interface CellInputs {
  /** x·W + b of the step, [batch, gates · units]. */
  readonly projected: Value
  /** State that the gates see: some of it dropped while training. */
  readonly seen: Value
  /** U, [units, gates · units]. */
  readonly recurrent: Value
  /** Added to the product with U, where the cell has such a bias. */
  readonly recurrentBias: Value | null
}

export interface Cell<Spec extends RecurrentSpec> {
  /** Also the op that does all its steps in the usual case. */
  readonly kind: RecurrentKind
  /** Whether the op has the activations of the spec, and its form. */
  readonly isUsual: (spec: Spec) => boolean
  /** Blocks of `units` columns in the kernels, in the order of Keras. */
  readonly gates: number
  /** The first one is what the layer gives. */
  readonly stateCount: number
  /** Whether the product with the recurrent weights has a bias of its own. */
  readonly hasRecurrentBias: (spec: Spec) => boolean
  /** Gate whose bias begins at 1, or null. */
  readonly openGate: (spec: Spec) => number | null
  /** @returns the states after the step. */
  readonly step: (
    emit: Emit,
    spec: Spec,
    parts: { states: readonly Value[]; inputs: CellInputs },
  ) => readonly Value[]
}

/** A block of columns. */
export function gateOf(
  emit: Emit,
  value: Value,
  { at, units, count = 1 }: { at: number; units: number; count?: number },
): Value {
  return emit.op('slice', [value], {
    axis: value.type.shape.length - 1,
    start: at * units,
    size: count * units,
  })
}

export function product(emit: Emit, a: Value, b: Value): Value {
  return emit.op('matMul', [a, b], { transposeA: false, transposeB: false })
}
