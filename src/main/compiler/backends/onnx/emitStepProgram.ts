/** @file A training step as one ONNX program, for devices that have no `Loop`: it would carry the state through the processor's memory. */
import type { OnnxDevice } from '../../../../shared/domain/device'
import type { Graph, GraphInput } from '../../graph/graph'
import { emitNodes } from './emitGraph'
import { pickNoise } from './noiseTables'
import { OnnxEmitter } from './onnxEmitter'
import { carriedOutput, RECENT_LOSSES, RECENT_LOSS_COUNT, TRAIN_INPUTS } from './program'
import { attribute, type OnnxModel, type OnnxNode } from './proto'
import { carriedInputs, trainInputs, valueInfo } from './trainInputs'

/**
 * Inputs: those of a chunk, of one step — `order` and `noise` [batch], a number for `schedule`. Outputs: the carried values as
 * `carriedOutput(name)`. The losses are carried too, the newest last, so that nothing has to be read before the device has
 * done all the steps it was given.
 */
export function emitStepProgram(graph: Graph, device: OnnxDevice): OnnxModel {
  const emitter = new OnnxEmitter({ batchReciprocal: TRAIN_INPUTS.batchReciprocal, device })
  bindInputs(emitter, graph.inputs)
  emitNodes(emitter, graph)
  const values = new Map(graph.outputs.map(({ name, value }) => [name, emitter.nameOf(value)]))
  values.set(RECENT_LOSSES, appendLoss(emitter, values.get('loss') ?? ''))
  const losses = valueInfo(RECENT_LOSSES, 'float32', [RECENT_LOSS_COUNT])
  const carried = [...carriedInputs(graph), losses]
  return {
    operatorSets: emitter.operatorSets,
    graph: {
      name: 'step',
      inputs: [...trainInputs(graph, []), losses],
      outputs: carried.map((info) => ({ ...info, name: carriedOutput(info.name) })),
      initializers: emitter.initializers,
      nodes: [...emitter.nodes, ...carried.map(({ name }) => carryOut(name, values.get(name) ?? ''))],
    },
  }
}

/** Picks the rows of the step. */
function bindInputs(emitter: OnnxEmitter, inputs: readonly GraphInput[]): void {
  const pick = (table: string, rows: string): string => emitter.add('Gather', [table, rows])
  for (const input of inputs) {
    const { name, role, value } = input
    if (role === 'rows') emitter.bind(value, pick(name, TRAIN_INPUTS.order))
    else if (role === 'mask') emitter.bind(value, pickNoise(emitter, input, { starts: TRAIN_INPUTS.noise }))
    else emitter.bind(value, name)
  }
}

/** The oldest loss makes room. */
function appendLoss(emitter: OnnxEmitter, loss: string): string {
  const from = emitter.list('int64', [1])
  const later = emitter.add('Slice', [RECENT_LOSSES, from, emitter.list('int64', [RECENT_LOSS_COUNT])])
  const newest = emitter.add('Reshape', [loss, emitter.list('int64', [1])])
  return emitter.add('Concat', [later, newest], { axis: attribute.int(0) })
}

/** A value may go out twice or be an input, and ONNX wants a node a name. */
function carryOut(name: string, value: string): OnnxNode {
  return { opType: 'Identity', inputs: [value], outputs: [carriedOutput(name)] }
}
