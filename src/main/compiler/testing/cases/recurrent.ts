/** @file Layers over steps in time, forward and backward. */
import { scanAttributes, type StepSpec } from '../../autodiff/scanAttributes'
import { floats, type TensorType } from '../../graph/tensorType'
import type { RecurrentSignatures } from '../../ops/signature/recurrent'
import type { CasesOf, OpCase } from './opCase'

const learnt = (type: TensorType) => ({ type, isLearnt: true })

/** s ← tanh(x + s·w), with the factors of the step where there are any. */
const rowStep: Pick<StepSpec, 'states' | 'constants' | 'step'> = {
  states: [floats('batch', 2)],
  constants: [learnt(floats(2, 2))],
  step: (emit, { states: [state], items: [x, factor], constants: [w] }) => {
    if (!state || !x || !w) return []
    const product = emit.op('matMul', [state, w], { transposeA: false, transposeB: false })
    const next = emit.op('tanh', [emit.op('add', [x, product])])
    return [factor ? emit.op('multiply', [next, factor]) : next]
  },
}

/** Two states, of which each reads the other, and a constant that nothing learns. */
const pairStep: StepSpec = {
  states: [floats('batch', 1), floats('batch', 3)],
  items: [learnt(floats('batch', 3))],
  constants: [{ type: floats('batch', 3), isLearnt: false }],
  isBackward: true,
  step: (emit, { states: [narrow, wide], items: [x], constants: [noise] }) => {
    if (!narrow || !wide || !x || !noise) return []
    const moved = emit.op('multiply', [emit.op('sigmoid', [emit.op('add', [narrow, x])]), noise])
    return [emit.op('sumTo', [wide], { shape: ['batch', 1] }), moved]
  },
}

function rowCase(steps: number, isBackward: boolean): OpCase<'scan'> {
  const item = learnt(floats('batch', 2))
  return {
    types: [floats('batch', 2), floats(steps, 'batch', 2), floats(2, 2)],
    attributes: scanAttributes({ ...rowStep, items: [item], isBackward }),
    title: `s ← tanh(x + s·w), ${steps} steps ${isBackward ? 'backward' : 'forward'}`,
  }
}

export const recurrentCases: CasesOf<RecurrentSignatures> = {
  scan: [
    rowCase(4, false),
    rowCase(3, true),
    rowCase(1, false),
    {
      types: [floats('batch', 2), floats(3, 'batch', 2), floats(3, 'batch', 1), floats(2, 2)],
      attributes: scanAttributes({
        ...rowStep,
        items: [learnt(floats('batch', 2)), { type: floats('batch', 1), isLearnt: false }],
        isBackward: false,
      }),
      differentiable: [0, 1, 3],
      title: 's ← m·tanh(x + s·w)',
    },
    {
      types: [floats('batch', 1), floats('batch', 3), floats(3, 'batch', 3), floats('batch', 3)],
      attributes: scanAttributes(pairStep),
      differentiable: [0, 1, 2],
      title: 'two states',
    },
  ],
}
