/** @file Ops of every element in TensorFlow, in the layout in which their inputs lie. */
import type { OpNode, Value } from '../../../graph/graph'
import { isSameShape } from '../../../graph/tensorType'
import type { ElementwiseSignatures } from '../../../ops/signature/elementwise'
import type { OpKind } from '../../../ops/signatures'
import { attribute, type NodeAttributes } from '../proto'
import { FLOAT, type Emitted, type TensorFlowEmitter } from '../tensorFlowEmitter'
import type { EmitArguments, EmitRule, EmittersOf } from './emit'
import { laid, layAlike } from './layout'

type Use = Pick<EmitArguments<OpKind>, 'emitter' | 'node'>

/** One node. */
function operator(op: string, attributes: NodeAttributes = {}) {
  return spelled((emitter, names) => emitter.add(op, names, { ...FLOAT, ...attributes }))
}

/** Nodes whose result has the layout of what goes in. */
function spelled(make: (emitter: TensorFlowEmitter, names: readonly string[]) => string) {
  return ({ emitter, node }: Use): readonly Emitted[] => {
    const [output] = node.outputs as readonly Value[]
    const inputs: readonly Value[] = node.inputs
    if (!output) return []
    const { names, isNhwc } = layAlike(emitter, inputs, output)
    return [laid({ isNhwc }, make(emitter, names))]
  }
}

/** A product with a step is what TensorFlow has as the gradient of ReLU: one node for two or three. */
const multiply: EmitRule<'multiply'> = (use) => {
  const { emitter, node } = use
  const [first, second] = node.inputs
  const masked = maskedBy(emitter, first, second) ?? maskedBy(emitter, second, first)
  if (masked === null) return operator('Mul')(use)
  const { names, isNhwc } = layAlike(emitter, [masked.d, masked.x], node.outputs[0])
  return [laid({ isNhwc }, emitter.add('ReluGrad', names, FLOAT))]
}

function maskedBy(emitter: TensorFlowEmitter, d: Value, mask: Value): { d: Value; x: Value } | null {
  const maker = emitter.makerOf(mask)
  if (maker?.kind !== 'step' || !isSameShape(d.type.shape, mask.type.shape)) return null
  return { d, x: (maker as OpNode<'step'>).inputs[0] }
}

const step = spelled((emitter, [x = '']) => {
  const isAbove = emitter.add('Greater', [x, emitter.number(0)], FLOAT)
  return emitter.add('Cast', [isAbove], { SrcT: attribute.type('bool'), DstT: attribute.type('float32') })
})

const leakyRelu: EmitRule<'leakyRelu'> = (use) =>
  operator('LeakyRelu', { alpha: attribute.float(use.node.attributes.slope) })(use)

/** The positive part of x, and a times the negative one. */
const prelu = spelled((emitter, [x = '', a = '']) => {
  const negative = emitter.add('Minimum', [x, emitter.number(0)], FLOAT)
  return emitter.add(
    'AddV2',
    [emitter.add('Relu', [x], FLOAT), emitter.add('Mul', [a, negative], FLOAT)],
    FLOAT,
  )
})

const clip: EmitRule<'clip'> = (use) =>
  spelled((emitter, [x = '']) => clipTo(emitter, x, use.node.attributes.limit))(use)

/** c · (x − c/2), c the clipped x; its gradient wants c too. */
const huber: EmitRule<'huber'> = (use) =>
  spelled((emitter, [x = '']) => {
    const clipped = clipTo(emitter, x, use.node.attributes.delta)
    const half = emitter.add('Mul', [clipped, emitter.number(0.5)], FLOAT)
    return emitter.add('Mul', [clipped, emitter.add('Sub', [x, half], FLOAT)], FLOAT)
  })(use)

/** Powers that have an operator of their own are cheaper. */
const POWERS: ReadonlyMap<number, string> = new Map([
  [2, 'Square'],
  [0.5, 'Sqrt'],
  [-0.5, 'Rsqrt'],
  [-1, 'Reciprocal'],
])

const power: EmitRule<'power'> = (use) => {
  const { exponent } = use.node.attributes
  const op = POWERS.get(exponent)
  if (op !== undefined) return operator(op)(use)
  return spelled((emitter, [x = '']) => emitter.add('Pow', [x, emitter.number(exponent)], FLOAT))(use)
}

function clipTo(emitter: TensorFlowEmitter, x: string, limit: number): string {
  return emitter.once(`clip ${x} ${limit}`, () =>
    emitter.add('ClipByValue', [x, emitter.number(-limit), emitter.number(limit)], FLOAT),
  )
}

export const elementwiseEmitters: EmittersOf<ElementwiseSignatures> = {
  add: operator('AddV2'),
  subtract: operator('Sub'),
  multiply,
  exp: operator('Exp'),
  erf: operator('Erf'),
  step,
  relu: operator('Relu'),
  leakyRelu,
  prelu,
  elu: operator('Elu'),
  selu: operator('Selu'),
  tanh: operator('Tanh'),
  sigmoid: operator('Sigmoid'),
  softplus: operator('Softplus'),
  abs: operator('Abs'),
  clip,
  huber,
  power,
}
