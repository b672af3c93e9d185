/** @file Ops for which ONNX has an operator of the same meaning. */
import type { OpKind } from '../../../ops/signatures'
import type { OnnxEmitter } from '../onnxEmitter'
import { attribute } from '../proto'
import type { EmitArguments, EmitRule } from './emit'

/** One node, inputs as they are. */
export function operator(opType: string) {
  return ({ emitter, inputs }: Pick<EmitArguments<OpKind>, 'emitter' | 'inputs'>): readonly string[] => [
    emitter.add(opType, [...inputs]),
  ]
}

export const leakyRelu: EmitRule<'leakyRelu'> = ({ emitter, node, inputs }) => [
  emitter.add('LeakyRelu', inputs, { alpha: attribute.float(node.attributes.slope) }),
]

export const softmax: EmitRule<'softmax'> = ({ emitter, inputs }) => [
  emitter.add('Softmax', inputs, { axis: attribute.int(-1) }),
]

export const logSoftmax: EmitRule<'logSoftmax'> = ({ emitter, inputs: [x] }) => [
  emitter.once(`logSoftmax ${x}`, () => emitter.add('LogSoftmax', [x], { axis: attribute.int(-1) })),
]

export const clip: EmitRule<'clip'> = ({ emitter, node, inputs: [x] }) => [
  clipTo(emitter, x, node.attributes.limit),
]

/** c · (x − c/2), c the clipped x; its gradient wants c too. */
export const huber: EmitRule<'huber'> = ({ emitter, node, inputs: [x] }) => {
  const clipped = clipTo(emitter, x, node.attributes.delta)
  const rest = emitter.add('Sub', [x, emitter.add('Mul', [clipped, emitter.number(0.5)])])
  return [emitter.add('Mul', [clipped, rest])]
}

export const power: EmitRule<'power'> = ({ emitter, node, inputs: [x] }) => [
  emitter.add('Pow', [x, emitter.number(node.attributes.exponent)]),
]

export const rowMax: EmitRule<'rowMax'> = ({ emitter, inputs: [x] }) => [
  emitter.add('ReduceMax', [x], { axes: attribute.ints([1]), keepdims: attribute.int(1) }),
]

export const oneHot: EmitRule<'oneHot'> = ({ emitter, node, inputs: [classes] }) => {
  const depth = emitter.list('int32', [node.attributes.depth])
  const values = emitter.list('float32', [0, 1])
  return [emitter.once(`oneHot ${classes}`, () => emitter.add('OneHot', [classes, depth, values]))]
}

function clipTo(emitter: OnnxEmitter, x: string, limit: number): string {
  return emitter.once(`clip ${x} ${limit}`, () =>
    emitter.add('Clip', [x, emitter.number(-limit), emitter.number(limit)]),
  )
}

/** Steeper than any float can be told from 0: min(max(αx, 0), 1) is the step, and ten times as fast as `Sign`. */
const STEEPEST = 3e38

export const step: EmitRule<'step'> = ({ emitter, inputs }) => [
  emitter.add('HardSigmoid', inputs, { alpha: attribute.float(STEEPEST), beta: attribute.float(0) }),
]
