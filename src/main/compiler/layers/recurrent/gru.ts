/** @file Gated recurrent units. */
import type { Value } from '../../graph/graph'
import type { Emit } from '../../ops/op'
import { activate } from '../activations'
import type { LayerSpecOf } from '../layer'
import { gateOf, product, type Cell, type CellInputs } from './cell'
import { recurrentLayer } from './recurrentLayer'

type GruSpec = LayerSpecOf<'gru'>

/** h ← z·h + (1 − z)·g(…); gates in the order z r g (Cho et al. 2014). */
const cell: Cell<GruSpec> = {
  kind: 'gru',
  isUsual: ({ activation, recurrentActivation, resetAfter }) =>
    activation === 'tanh' && recurrentActivation === 'sigmoid' && resetAfter,
  gates: 3,
  stateCount: 1,
  hasRecurrentBias: ({ resetAfter }) => resetAfter,
  openGate: () => null,
  step: (emit, spec, { states: [h], inputs }) => {
    if (!h) return []
    const { keep, candidate } = spec.resetAfter
      ? resetAfter(emit, spec, inputs)
      : resetBefore(emit, spec, inputs)
    const change = emit.op('multiply', [emit.op('subtract', [emit.number(1), keep]), candidate])
    return [emit.op('add', [emit.op('multiply', [keep, h]), change])]
  },
}

interface Gates {
  readonly keep: Value
  readonly candidate: Value
}

/** g(x_g + r·(h·U_g + b_g)): one product for all gates, as in cuDNN. */
function resetAfter(
  emit: Emit,
  spec: GruSpec,
  { projected, seen, recurrent, recurrentBias }: CellInputs,
): Gates {
  const { units, activation } = spec
  const inner = recurrentBias
    ? emit.op('linear', [seen, recurrent, recurrentBias])
    : product(emit, seen, recurrent)
  const gate = gatesOf(emit, spec, [projected, inner])
  const remembered = emit.op('multiply', [gate(1), gateOf(emit, inner, { at: 2, units })])
  const sum = emit.op('add', [gateOf(emit, projected, { at: 2, units }), remembered])
  return { keep: gate(0), candidate: activate(emit, activation, sum) }
}

/** g(x_g + (r·h)·U_g), as in the paper. */
function resetBefore(emit: Emit, spec: GruSpec, { projected, seen, recurrent }: CellInputs): Gates {
  const { units, activation } = spec
  const inner = product(emit, seen, gateOf(emit, recurrent, { at: 0, units, count: 2 }))
  const gate = gatesOf(emit, spec, [projected, inner])
  const remembered = emit.op('multiply', [gate(1), seen])
  const candidate = product(emit, remembered, gateOf(emit, recurrent, { at: 2, units }))
  const sum = emit.op('add', [gateOf(emit, projected, { at: 2, units }), candidate])
  return { keep: gate(0), candidate: activate(emit, activation, sum) }
}

/** The update gate (0) and the reset gate (1), of sums that have a block of columns for each. */
function gatesOf(
  emit: Emit,
  { units, recurrentActivation }: GruSpec,
  [left, right]: readonly [Value, Value],
) {
  return (at: 0 | 1): Value => {
    const sum = emit.op('add', [gateOf(emit, left, { at, units }), gateOf(emit, right, { at, units })])
    return activate(emit, recurrentActivation, sum)
  }
}

export const gru = recurrentLayer('gru', cell)
