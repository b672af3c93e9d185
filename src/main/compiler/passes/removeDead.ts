/** @file Drops what no output needs. */
import type { Graph, Value } from '../graph/graph'

/** Inputs stay, read or not: they are the promise of the graph to its caller. */
export function removeDead(graph: Graph): Graph {
  const needed = new Set<Value>(graph.outputs.map(({ value }) => value))
  const nodes = graph.nodes.toReversed().filter((node) => {
    const isNeeded = node.outputs.some((output) => needed.has(output))
    if (isNeeded) node.inputs.forEach((input) => needed.add(input))
    return isNeeded
  })
  return { ...graph, nodes: nodes.reverse() }
}
