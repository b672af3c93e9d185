/** @file Layers over steps in time, forward and backward. */
import { scanAttributes, type StepSpec } from '../../autodiff/scanAttributes'
import { floats, type TensorType } from '../../graph/tensorType'
import type { RecurrentSignatures } from '../../ops/signature/recurrent'
import { map, type Tensor } from '../../reference/tensor'
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

type LayerKind = 'simpleRnn' | 'gru' | 'lstm'
const FORMS = {
  simpleRnn: { bias: (units: number) => floats(units), gates: 1, saved: 1 },
  gru: { bias: (units: number) => floats(2, 3 * units), gates: 3, saved: 5 },
  lstm: { bias: (units: number) => floats(4 * units), gates: 4, saved: 7 },
} as const

interface LayerForm {
  readonly steps: number
  readonly features: number
  readonly units: number
  readonly isMasked: boolean
  readonly isBackward: boolean
}

const LAYER_FORMS: readonly LayerForm[] = [
  { steps: 4, features: 3, units: 2, isMasked: false, isBackward: false },
  { steps: 3, features: 1, units: 3, isMasked: false, isBackward: true },
  { steps: 4, features: 2, units: 2, isMasked: true, isBackward: false },
  { steps: 4, features: 2, units: 1, isMasked: true, isBackward: true },
  { steps: 1, features: 2, units: 2, isMasked: false, isBackward: false },
]

function typesOf(kind: LayerKind, { steps, features, units, isMasked }: LayerForm) {
  const width = FORMS[kind].gates * units
  return {
    x: floats(steps, 'batch', features),
    kernels: [floats(features, width), floats(units, width)],
    bias: FORMS[kind].bias(units),
    mask: isMasked ? floats(steps, 'batch', 1) : floats(),
    state: floats(steps, 'batch', units),
  } as const
}

/** Steps count or do not. */
function zeroOrOne(at: number) {
  return (drawn: readonly Tensor[]): Tensor[] =>
    drawn.map((item, index) =>
      index === at ? map(item, (value) => (item.shape.length === 0 || value > 0 ? 1 : 0)) : item,
    )
}

/** The first output is what the layer is for; the others are kept for its gradient. */
function layerCases<K extends LayerKind>(kind: K): OpCase<K>[] {
  return LAYER_FORMS.map((form) => {
    const { x, kernels, bias, mask } = typesOf(kind, form)
    return {
      types: [x, ...kernels, bias, mask],
      attributes: { isBackward: form.isBackward },
      differentiable: [0, 1, 2, 3],
      differentiated: [0],
      derive: zeroOrOne(4),
    } as unknown as OpCase<K>
  })
}

function layerGradCases<K extends LayerKind>(kind: K): OpCase<`${K}Grad`>[] {
  return LAYER_FORMS.map((form) => {
    const { x, kernels, mask, state } = typesOf(kind, form)
    const states = Array.from({ length: FORMS[kind].saved + 1 }, () => state)
    // What gates and states may be, lest products of many of them leave single precision behind.
    return {
      types: [x, ...kernels, mask, ...states],
      attributes: { isBackward: form.isBackward },
      derive: (drawn: readonly Tensor[]) =>
        zeroOrOne(3)(drawn).map((item, index) => (index > 3 ? map(item, Math.tanh) : item)),
    } as unknown as OpCase<`${K}Grad`>
  })
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
  simpleRnn: layerCases('simpleRnn'),
  simpleRnnGrad: layerGradCases('simpleRnn'),
  gru: layerCases('gru'),
  gruGrad: layerGradCases('gru'),
  lstm: layerCases('lstm'),
  lstmGrad: layerGradCases('lstm'),
}
