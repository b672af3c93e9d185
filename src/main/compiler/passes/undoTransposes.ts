/** @file Transposing there and back again: what layers that lay out their steps alike leave between them. */
import type { Graph, Node, Value } from '../graph/graph'
import { rewriteGraph } from './rewrite'

/** A transposition that undoes the one before it is what that one was given. */
export function undoTransposes(graph: Graph): Graph {
  const made = new Map<Value, Node>()
  return rewriteGraph(graph, (node) => {
    node.outputs.forEach((output) => made.set(output, node))
    if (node.kind !== 'transpose') return null
    const before = made.get(node.inputs[0])
    if (before?.kind !== 'transpose') return null
    const isUndone = node.attributes.axes.every((axis, index) => before.attributes.axes[axis] === index)
    return isUndone ? before.inputs : null
  })
}
