/** @file A graph that runs once a call: evaluating, predicting, and every op in tests. */
import type { Graph } from '../../graph/graph'
import { emitNodes } from './emitGraph'
import { type EmitterOptions, OnnxEmitter } from './onnxEmitter'
import { type OnnxModel } from './proto'

/** The inputs and outputs of the graph under their own names. */
export function emitForwardProgram(graph: Graph, name: string, options: EmitterOptions = {}): OnnxModel {
  const emitter = new OnnxEmitter(options)
  for (const input of graph.inputs) emitter.bind(input.value, input.name)
  emitNodes(emitter, graph)
  // A graph may name a value twice or pass an input through; ONNX wants a node a name.
  const outputs = graph.outputs.map((output) => ({
    opType: 'Identity',
    inputs: [emitter.nameOf(output.value)],
    outputs: [output.name],
  }))
  return {
    operatorSets: emitter.operatorSets,
    graph: {
      name,
      inputs: graph.inputs.map((input) => valueInfo(input.name, input.value.type)),
      outputs: graph.outputs.map((output) => valueInfo(output.name, output.value.type)),
      initializers: emitter.initializers,
      nodes: [...emitter.nodes, ...outputs],
    },
  }
}

function valueInfo(name: string, { element, shape }: Graph['inputs'][number]['value']['type']) {
  return { name, dataType: element, shape }
}
