/** @file What all passes share: replacing values everywhere at once. */
import type { Graph, Node, Value } from '../graph/graph'

/**
 * Visits the nodes in order, their inputs already replaced, and keeps those that no visit replaced.
 * @param visit returns a replacement for each output, or null to keep the node.
 */
export function rewriteGraph(graph: Graph, visit: (node: Node) => readonly Value[] | null): Graph {
  const replaced = new Map<Value, Value>()
  const current = (value: Value): Value => replaced.get(value) ?? value
  const nodes: Node[] = []
  for (const original of graph.nodes) {
    const node = { ...original, inputs: original.inputs.map(current) } as unknown as Node
    const replacements = visit(node)
    if (replacements === null) nodes.push(node)
    else original.outputs.forEach((output, index) => replaced.set(output, replacements[index] ?? output))
  }
  const outputs = graph.outputs.map(({ name, value }) => ({ name, value: current(value) }))
  return { inputs: graph.inputs, nodes, outputs }
}
