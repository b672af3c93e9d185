/** @file Drops nodes whose results nobody reads: an op gives all its gradients, of which the data need none. */
import type { OnnxAttribute, OnnxGraph, OnnxModel, OnnxNode } from './model'

export function dropUnread(model: OnnxModel): OnnxModel {
  return { ...model, graph: dropInGraph(model.graph) }
}

function dropInGraph(graph: OnnxGraph): OnnxGraph {
  const read = new Set(graph.outputs.map(({ name }) => name))
  const nodes: OnnxNode[] = []
  for (const node of graph.nodes.toReversed()) {
    if (!node.outputs.some((output) => read.has(output))) continue
    const kept = { ...node, ...(node.attributes ? { attributes: dropInAttributes(node.attributes) } : {}) }
    for (const name of namesReadBy(kept)) read.add(name)
    nodes.push(kept)
  }
  const initializers = graph.initializers.filter(({ name }) => read.has(name))
  return { ...graph, nodes: nodes.reverse(), initializers }
}

function dropInAttributes(attributes: NonNullable<OnnxNode['attributes']>): Record<string, OnnxAttribute> {
  const entries = Object.entries(attributes).map(
    ([name, one]) => [name, one.kind === 'graph' ? { ...one, value: dropInGraph(one.value) } : one] as const,
  )
  return Object.fromEntries(entries)
}

/** Its inputs, and what a graph in it reads: some of that may be its own, which does no harm. */
function namesReadBy({ inputs, attributes = {} }: OnnxNode): string[] {
  const inner = Object.values(attributes).flatMap((one) =>
    one.kind === 'graph'
      ? [...one.value.nodes.flatMap(namesReadBy), ...one.value.outputs.map(({ name }) => name)]
      : [],
  )
  return [...inputs, ...inner]
}
