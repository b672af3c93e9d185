/** @file Long short-term memory. */
import { activate } from '../activations'
import type { LayerSpecOf } from '../layer'
import { gateOf, product, type Cell } from './cell'
import { recurrentLayer } from './recurrentLayer'

/** c ← f·c + i·g(…), h ← o·g(c); gates in the order i f g o (Hochreiter and Schmidhuber 1997; Gers et al. 2000). */
const cell: Cell<LayerSpecOf<'lstm'>> = {
  kind: 'lstm',
  isUsual: ({ activation, recurrentActivation }) =>
    activation === 'tanh' && recurrentActivation === 'sigmoid',
  gates: 4,
  stateCount: 2,
  hasRecurrentBias: () => false,
  openGate: ({ unitForgetBias }) => (unitForgetBias ? 1 : null),
  step: (emit, { units, activation, recurrentActivation }, { states, inputs }) => {
    const [h, c = h] = states
    if (!c) return []
    const sums = emit.op('add', [inputs.projected, product(emit, inputs.seen, inputs.recurrent)])
    const gate = (at: number, name = recurrentActivation) =>
      activate(emit, name, gateOf(emit, sums, { at, units }))
    const kept = emit.op('multiply', [gate(1), c])
    const memory = emit.op('add', [kept, emit.op('multiply', [gate(0), gate(2, activation)])])
    return [emit.op('multiply', [gate(3), activate(emit, activation, memory)]), memory]
  },
}

export const lstm = recurrentLayer('lstm', cell)
