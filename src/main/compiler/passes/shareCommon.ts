/** @file Computes equal expressions once. */
import type { Graph, Value } from '../graph/graph'
import { rewriteGraph } from './rewrite'

/** Two nodes of one kind, with the same inputs and attributes, make the same values. */
export function shareCommon(graph: Graph): Graph {
  const seen = new Map<string, readonly Value[]>()
  return rewriteGraph(graph, (node) => {
    const key = JSON.stringify([node.kind, node.inputs.map(({ id }) => id), node.attributes])
    const known = seen.get(key)
    if (known) return known
    seen.set(key, node.outputs)
    return null
  })
}
