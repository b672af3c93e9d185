/** @file One reshape instead of several in a row, and none where the shape is the same again. */
import type { Graph, Node, Value } from '../graph/graph'
import { isSameType } from '../graph/tensorType'
import { rewriteGraph } from './rewrite'

/** Elements keep their order, whatever shapes they went through. */
export function foldReshapes(graph: Graph): Graph {
  const sources = new Map<Value, Value>()
  const nodes = graph.nodes.map((node): Node => {
    if (node.kind !== 'reshape') return node
    const [x] = node.inputs
    const source = sources.get(x) ?? x
    sources.set(node.outputs[0], source)
    return { ...node, inputs: [source] }
  })
  return rewriteGraph({ ...graph, nodes }, (node) =>
    node.kind === 'reshape' && isSameType(node.inputs[0].type, node.outputs[0].type) ? node.inputs : null,
  )
}
