/** @file Rows of a table picked by number, in ONNX. */
import type { LookupSignatures } from '../../../ops/signature/lookup'
import { attribute } from '../proto'
import type { EmitRule, EmittersOf } from './emit'

const TYPES = { float32: 1, int32: 6, int64: 7 } as const

const gatherRows: EmitRule<'gatherRows'> = ({ emitter, inputs }) => [emitter.add('Gather', inputs)]

const scatterAdd: EmitRule<'scatterAdd'> = ({ emitter, node, inputs: [d, indices] }) => {
  const [, units] = node.outputs[0].type.shape
  const shape = emitter.list('int64', [node.attributes.rows, Number(units)])
  const zeros = emitter.add('ConstantOfShape', [shape])
  const places = emitter.once(`places ${indices}`, () => {
    const column = emitter.add('Unsqueeze', [indices, emitter.list('int64', [-1])])
    return emitter.add('Cast', [column], { to: attribute.int(TYPES.int64) })
  })
  return [emitter.add('ScatterND', [zeros, places, d], { reduction: attribute.string('add') })]
}

const toIndices: EmitRule<'toIndices'> = ({ emitter, node, inputs: [x] }) => {
  const within = emitter.add('Clip', [x, emitter.number(0), emitter.number(node.attributes.count - 1)])
  return [emitter.add('Cast', [within], { to: attribute.int(TYPES.int32) })]
}

const differsFrom: EmitRule<'differsFrom'> = ({ emitter, node, inputs: [x] }) => {
  const { element } = node.inputs[0].type
  const value = emitter.list(element, [node.attributes.value])
  const isSame = emitter.add('Equal', [x, value])
  return [emitter.add('Cast', [emitter.add('Not', [isSame])], { to: attribute.int(TYPES.float32) })]
}

export const lookupEmitters: EmittersOf<LookupSignatures> = { gatherRows, scatterAdd, toIndices, differsFrom }
