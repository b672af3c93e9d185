/** @file Ops along the last axis in TensorFlow. */
import type { RowSignatures } from '../../../ops/signature/rows'
import { attribute } from '../proto'
import { FLOAT, type TensorFlowEmitter } from '../tensorFlowEmitter'
import type { EmitRule, EmittersOf } from './emit'
import { reduce } from './shape'
import { tripletCounts } from './triplets'

const softmax: EmitRule<'softmax'> = ({ emitter, inputs: [x] }) => [emitter.add('Softmax', [x], FLOAT)]

const logSoftmax: EmitRule<'logSoftmax'> = ({ emitter, inputs: [x] }) => [
  emitter.once(`logSoftmax ${x}`, () => emitter.add('LogSoftmax', [x], FLOAT)),
]

const rowMax: EmitRule<'rowMax'> = ({ emitter, inputs: [x] }) => [
  reduce(emitter, 'Max', x, { axes: [1], keeps: true }),
]

const oneHot: EmitRule<'oneHot'> = ({ emitter, node, inputs: [classes] }) => [
  hotAt(emitter, classes, emitter.integer(node.attributes.depth)),
]

const identityLike: EmitRule<'identityLike'> = ({ emitter, inputs: [x] }) => [
  emitter.once(`identity ${x}`, () => {
    const size = emitter.batchSize(x)
    const places = emitter.add('Range', [emitter.integer(0), size, emitter.integer(1)], {
      Tidx: attribute.type('int32'),
    })
    return hotAt(emitter, places, size)
  }),
]

function hotAt(emitter: TensorFlowEmitter, places: string, depth: string): string {
  return emitter.once(`hot ${places} ${depth}`, () =>
    emitter.add('OneHot', [places, depth, emitter.number(1), emitter.number(0)], {
      ...FLOAT,
      TI: attribute.type('int32'),
      axis: attribute.int(-1),
    }),
  )
}

export const rowsEmitters: EmittersOf<RowSignatures> = {
  softmax,
  logSoftmax,
  rowMax,
  oneHot,
  identityLike,
  tripletCounts,
}
