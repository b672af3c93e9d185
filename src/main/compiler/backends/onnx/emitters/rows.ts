/** @file Ops along the last axis in ONNX. */
import { attribute } from '../proto'
import type { EmitRule, EmittersOf } from './emit'
import { tripletCounts } from './triplets'
import type { RowSignatures } from '../../../ops/signature/rows'

const softmax: EmitRule<'softmax'> = ({ emitter, inputs }) => [
  emitter.add('Softmax', inputs, { axis: attribute.int(-1) }),
]

const logSoftmax: EmitRule<'logSoftmax'> = ({ emitter, inputs: [x] }) => [
  emitter.once(`logSoftmax ${x}`, () => emitter.add('LogSoftmax', [x], { axis: attribute.int(-1) })),
]

const rowMax: EmitRule<'rowMax'> = ({ emitter, inputs: [x] }) => [
  emitter.add('ReduceMax', [x], { axes: attribute.ints([1]), keepdims: attribute.int(1) }),
]

const oneHot: EmitRule<'oneHot'> = ({ emitter, node, inputs: [classes] }) => {
  const depth = emitter.list('int32', [node.attributes.depth])
  const values = emitter.list('float32', [0, 1])
  return [emitter.once(`oneHot ${classes}`, () => emitter.add('OneHot', [classes, depth, values]))]
}

const identityLike: EmitRule<'identityLike'> = ({ emitter, inputs: [x] }) => [
  emitter.once(`identity ${x}`, () => emitter.add('EyeLike', [x])),
]

export const rowsEmitters: EmittersOf<RowSignatures> = {
  softmax,
  logSoftmax,
  rowMax,
  oneHot,
  identityLike,
  tripletCounts,
}
