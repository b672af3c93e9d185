/** @file Rows of a table picked by number, in TensorFlow. */
import type { LookupSignatures } from '../../../ops/signature/lookup'
import { attribute } from '../proto'
import { FLOAT } from '../tensorFlowEmitter'
import type { EmitRule, EmittersOf } from './emit'
import { typed } from './shape'

const INT32 = attribute.type('int32')

const gatherRows: EmitRule<'gatherRows'> = ({ emitter, inputs: [table, indices] }) => [
  emitter.add('GatherV2', [table, indices, emitter.integer(0)], {
    ...{ Tparams: attribute.type('float32'), Tindices: INT32, Taxis: INT32 },
    batch_dims: attribute.int(0),
  }),
]

const scatterAdd: EmitRule<'scatterAdd'> = ({ emitter, node, inputs: [d, indices] }) => [
  emitter.add('UnsortedSegmentSum', [d, indices, emitter.integer(node.attributes.rows)], {
    ...{ ...FLOAT, Tindices: INT32, Tnumsegments: INT32 },
  }),
]

const toIndices: EmitRule<'toIndices'> = ({ emitter, node, inputs: [x] }) => {
  const ends = [emitter.number(0), emitter.number(node.attributes.count - 1)]
  const within = emitter.add('ClipByValue', [x, ...ends], FLOAT)
  return [emitter.add('Cast', [within], { SrcT: attribute.type('float32'), DstT: INT32 })]
}

const differsFrom: EmitRule<'differsFrom'> = ({ emitter, node, inputs: [x] }) => {
  const { value } = node.attributes
  const isWhole = node.inputs[0].type.element === 'int32'
  const other = isWhole ? emitter.integer(value) : emitter.number(value)
  const differs = emitter.add('NotEqual', [x, other], typed(node.inputs[0]))
  return [emitter.add('Cast', [differs], { SrcT: attribute.type('bool'), DstT: attribute.type('float32') })]
}

export const lookupEmitters: EmittersOf<LookupSignatures> = { gatherRows, scatterAdd, toIndices, differsFrom }
