/** @file A model that trains: its variables, a step, and the evaluation by the same weights. */
import type { Graph, GraphInput } from '../../graph/graph'
import { sizeOf } from '../../graph/tensorType'
import { noiseTable } from '../onnx/noiseTables'
import { TRAIN_INPUTS } from '../onnx/program'
import { addPlaceholder } from './emitForwardProgram'
import { emitNodes } from './emitGraph'
import { pickNoise } from './pickNoise'
import type { TensorFlowProgram } from './program'
import { attribute, encodeGraphDef } from './proto'
import { FLOAT, TensorFlowEmitter } from './tensorFlowEmitter'
import { type Variable, VariableTable } from './variables'

/** @param step outputs `loss` and the next value of every carried input @param evaluation inputs: weights a group, and rows */
export function emitProgram(step: Graph, evaluation: Graph): TensorFlowProgram {
  const resident = new TensorFlowEmitter()
  const variables = new VariableTable(resident)
  const trained = emitStep(step, variables)
  const evaluated = emitEvaluation(evaluation, variables)
  return {
    graph: encodeGraphDef({ nodes: [...resident.nodes, ...trained.nodes, ...evaluated.nodes] }),
    variables: variables.all,
    train: trained.call,
    evaluate: evaluated.call,
  }
}

function emitStep(graph: Graph, variables: VariableTable) {
  const reciprocal = 'train/batchReciprocal'
  const emitter = new TensorFlowEmitter({ prefix: 'train/', batchReciprocal: reciprocal })
  const scalar = { dtype: attribute.type('float32'), shape: attribute.shape([]) }
  emitter.addNamed(reciprocal, 'Placeholder', { attributes: scalar })
  const feeds: Record<string, string> = { [TRAIN_INPUTS.batchReciprocal]: reciprocal }
  const lineOf = (name: string): string =>
    (feeds[name] ??= addPlaceholder(emitter, name, { element: 'int32', shape: ['batch'] }))
  const order = lineOf(TRAIN_INPUTS.order)
  const carried = new Map<string, { readonly variable: Variable; readonly read: string }>()
  for (const input of graph.inputs) {
    const { name, role, value } = input
    const bind = (emitted: string): void => emitter.bind(value, emitted)
    if (role === 'schedule') {
      feeds[name] = addPlaceholder(emitter, name, value.type)
      bind(feeds[name])
    } else if (role === 'rows') {
      bind(gather(emitter, variables.find(name, value.type), order))
    } else if (role === 'mask') {
      const table = poolOf(variables, input)
      const starts = lineOf(TRAIN_INPUTS.noise)
      bind(pickNoise(emitter, input, { starts, gather: (rows) => gather(emitter, table, rows) }))
    } else {
      const variable = variables.find(name, value.type)
      const read = emitter.add('ReadVariableOp', [variable.handle], variable.type)
      bind(read)
      if (role === 'carried') carried.set(name, { variable, read })
    }
  }
  emitNodes(emitter, graph)
  const assigned = graph.outputs.flatMap(({ name, value }) => {
    const found = carried.get(name)
    const next = found ? emitter.nameOf(value) : ''
    if (!found || next === found.read) return []
    // A variable is read as it was before the step.
    const inputs = [found.variable.handle, next, `^${found.read}`]
    return [emitter.add('AssignVariableOp', inputs, found.variable.type)]
  })
  const done = emitter.addNamed('train/done', 'NoOp', { inputs: assigned.map((name) => `^${name}`) })
  const loss = graph.outputs.find(({ name }) => name === 'loss')
  const shown = loss ? emitter.add('Identity', [emitter.nameOf(loss.value)], FLOAT) : ''
  return { nodes: emitter.nodes, call: { feeds, targets: [done], loss: shown } }
}

function emitEvaluation(graph: Graph, variables: VariableTable) {
  const emitter = new TensorFlowEmitter({ prefix: 'evaluate/' })
  const feeds: Record<string, string> = {}
  for (const { name, role, value } of graph.inputs) {
    if (role === 'rows') {
      feeds[name] = addPlaceholder(emitter, name, value.type)
      emitter.bind(value, feeds[name])
    } else {
      const { handle, type } = variables.find(name, value.type)
      emitter.bind(value, emitter.add('ReadVariableOp', [handle], type))
    }
  }
  emitNodes(emitter, graph)
  const fetches = graph.outputs.map(({ name, value }) => {
    const type = { T: attribute.type(value.type.element) }
    return [name, emitter.add('Identity', [emitter.nameOf(value)], type)] as const
  })
  return { nodes: emitter.nodes, call: { feeds, fetches: Object.fromEntries(fetches) } }
}

/** @returns rows of a table. @param numbers int32, of any shape */
function gather(emitter: TensorFlowEmitter, { handle, type }: Variable, numbers: string): string {
  return emitter.add('ResourceGather', [handle, numbers], { ...type, Tindices: attribute.type('int32') })
}

/** Noise lies in a table of its own width. */
function poolOf(variables: VariableTable, { name, value: { type } }: GraphInput): Variable {
  const { width } = noiseTable(sizeOf(type.shape.slice(1)))
  return variables.find(name, type, [null, width])
}
