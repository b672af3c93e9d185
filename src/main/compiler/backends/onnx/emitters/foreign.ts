/** @file What others wrote as nodes of ONNX stands among the others, under names of its own. */
import { invariant } from '../../../../../shared/errors/appError'
import { fromBase64 } from '../../../../../shared/util/base64'
import type { ForeignSignatures } from '../../../ops/signature/foreign'
import { attribute, decodeModel, type OnnxAttribute, type OnnxGraph, type OnnxNode } from '../proto'
import type { EmittersOf } from './emit'

export const foreignEmitters: EmittersOf<ForeignSignatures> = {
  onnxNodes: ({ emitter, node, inputs }) => {
    const { graph: text, weights } = node.attributes
    const graph = decodeModel(fromBase64(text))?.graph
    invariant(graph, 'a network of ONNX is one')
    const prefix = `${emitter.freshName()} `
    const [x = ''] = inputs
    const names = new Map([[graph.inputs[0]?.name ?? '', x]])
    weights.forEach((name, index) => names.set(name, inputs[index + 1] ?? ''))
    const rename = (name: string): string => (name === '' ? '' : (names.get(name) ?? prefix + name))
    emitter.nodes.push(...graph.nodes.map((one) => renameIn(one, rename)))
    for (const tensor of graph.initializers)
      emitter.initializers.push({ ...tensor, name: rename(tensor.name) })
    return [rename(graph.outputs[0]?.name ?? '')]
  },
}

type Rename = (name: string) => string

function renameIn(node: OnnxNode, rename: Rename): OnnxNode {
  const attributes = Object.entries(node.attributes ?? {}).map(([name, value]): [string, OnnxAttribute] => [
    name,
    value.kind === 'graph' ? attribute.graph(renameGraph(value.value, rename)) : value,
  ])
  return {
    ...node,
    inputs: node.inputs.map(rename),
    outputs: node.outputs.map(rename),
    ...(attributes.length > 0 ? { attributes: Object.fromEntries(attributes) } : {}),
  }
}

/** Graphs within a node read values from around them. */
function renameGraph(graph: OnnxGraph, rename: Rename): OnnxGraph {
  const named = <T extends { readonly name: string }>(one: T): T => ({ ...one, name: rename(one.name) })
  return {
    name: graph.name,
    inputs: graph.inputs.map(named),
    outputs: graph.outputs.map(named),
    initializers: graph.initializers.map(named),
    nodes: graph.nodes.map((node) => renameIn(node, rename)),
  }
}
