/** @file Ops for which ONNX has an operator of the same meaning. */
import type { OpKind } from '../../../ops/signatures'
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

/** Steeper than any float can be told from 0: min(max(αx, 0), 1) is the step, and ten times as fast as `Sign`. */
const STEEPEST = 3e38

export const step: EmitRule<'step'> = ({ emitter, inputs }) => [
  emitter.add('HardSigmoid', inputs, { alpha: attribute.float(STEEPEST), beta: attribute.float(0) }),
]
