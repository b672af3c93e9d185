/** @file Ops for which ONNX has an operator of the same meaning. */
import type { OpKind } from '../../../ops/signatures'
import type { OnnxEmitter } from '../onnxEmitter'
import { attribute } from '../proto'
import type { EmitArguments, EmitRule, EmittersOf } from './emit'
import type { ElementwiseSignatures } from '../../../ops/signature/elementwise'

/** One node, inputs as they are. */
export function operator(opType: string) {
  return ({ emitter, inputs }: Pick<EmitArguments<OpKind>, 'emitter' | 'inputs'>): readonly string[] => [
    emitter.add(opType, [...inputs]),
  ]
}

const leakyRelu: EmitRule<'leakyRelu'> = ({ emitter, node, inputs }) => [
  emitter.add('LeakyRelu', inputs, { alpha: attribute.float(node.attributes.slope) }),
]

const clip: EmitRule<'clip'> = ({ emitter, node, inputs: [x] }) => [clipTo(emitter, x, node.attributes.limit)]

/** c · (x − c/2), c the clipped x; its gradient wants c too. */
const huber: EmitRule<'huber'> = ({ emitter, node, inputs: [x] }) => {
  const clipped = clipTo(emitter, x, node.attributes.delta)
  const rest = emitter.add('Sub', [x, emitter.add('Mul', [clipped, emitter.number(0.5)])])
  return [emitter.add('Mul', [clipped, rest])]
}

const power: EmitRule<'power'> = ({ emitter, node, inputs: [x] }) => [
  emitter.add('Pow', [x, emitter.number(node.attributes.exponent)]),
]

function clipTo(emitter: OnnxEmitter, x: string, limit: number): string {
  return emitter.once(`clip ${x} ${limit}`, () =>
    emitter.add('Clip', [x, emitter.number(-limit), emitter.number(limit)]),
  )
}

/** Steeper than any float can be told from 0: min(max(αx, 0), 1) is the step, and ten times as fast as `Sign`. */
const STEEPEST = 3e38

const step: EmitRule<'step'> = ({ emitter, inputs }) => [
  emitter.add('HardSigmoid', inputs, { alpha: attribute.float(STEEPEST), beta: attribute.float(0) }),
]

export const elementwiseEmitters: EmittersOf<ElementwiseSignatures> = {
  add: operator('Add'),
  subtract: operator('Sub'),
  multiply: operator('Mul'),
  exp: operator('Exp'),
  erf: operator('Erf'),
  step,
  relu: operator('Relu'),
  leakyRelu,
  prelu: operator('PRelu'),
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
