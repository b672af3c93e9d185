/** @file The plainest recurrence. */
import { activate } from '../activations'
import type { LayerSpecOf } from '../layer'
import { product, type Cell } from './cell'
import { recurrentLayer } from './recurrentLayer'

/** h ← g(x·W + h·U + b) (Elman 1990). */
const cell: Cell<LayerSpecOf<'simpleRnn'>> = {
  kind: 'simpleRnn',
  isUsual: ({ activation }) => activation === 'tanh',
  gates: 1,
  stateCount: 1,
  hasRecurrentBias: () => false,
  openGate: () => null,
  step: (emit, { activation }, { inputs }) => {
    const sum = emit.op('add', [inputs.projected, product(emit, inputs.seen, inputs.recurrent)])
    return [activate(emit, activation, sum)]
  },
}

export const simpleRnn = recurrentLayer('simpleRnn', cell)
