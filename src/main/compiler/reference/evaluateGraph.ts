/** @file Runs a graph with the reference kernels. */
import { invariant } from '../../../shared/errors/appError'
import type { Graph, Value } from '../graph/graph'
import { KERNELS } from './kernels'
import type { Evaluate } from './kernels/kernel'
import type { Tensor } from './tensor'

/**
 * @param feeds a tensor for every input of the graph, by name.
 * @returns every output, by name.
 */
export function evaluateGraph(graph: Graph, feeds: ReadonlyMap<string, Tensor>): Map<string, Tensor> {
  const known = new Map<Value, Tensor>()
  const read = (value: Value): Tensor => {
    const found = known.get(value)
    invariant(found, `%${value.id} has no tensor`)
    return found
  }
  for (const { name, value } of graph.inputs) {
    const feed = feeds.get(name)
    invariant(feed, `input ${name} is not fed`)
    known.set(value, feed)
  }
  for (const node of graph.nodes) {
    // The node's kind, inputs and attributes belong together, which a union over all kinds cannot express.
    const kernel = KERNELS[node.kind] as (
      inputs: readonly Tensor[],
      attributes: object,
      evaluate: Evaluate,
    ) => readonly Tensor[]
    const results = kernel(node.inputs.map(read), node.attributes, evaluateGraph)
    for (const [index, output] of node.outputs.entries()) {
      const result = results[index]
      invariant(result, `${node.kind} gave ${results.length} outputs`)
      known.set(output, result)
    }
  }
  return new Map(graph.outputs.map(({ name, value }) => [name, read(value)]))
}
