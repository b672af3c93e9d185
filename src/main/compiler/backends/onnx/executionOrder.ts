/** @file In which order ONNX Runtime runs the nodes of a graph, which decides what has to be kept meanwhile. */
import type { Graph, Node, Value } from '../../graph/graph'

/**
 * Depth first from the last node that nobody reads, the later inputs of a node before the earlier ones: `ReverseDFSFrom` with
 * `NodeCompare` in ONNX Runtime's graph.cc, which is its default.
 */
export function executionOrder({ nodes }: Graph): Node[] {
  const places = new Map<Value, number>()
  nodes.forEach(({ outputs }, place) => outputs.forEach((value) => places.set(value, place)))
  const read = new Set(nodes.flatMap(({ inputs }) => inputs.map((input) => places.get(input))))
  const stack = nodes.map((_, place) => ({ place, isDone: false })).filter(({ place }) => !read.has(place))
  const seen = new Set<number>()
  const order: Node[] = []
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    const { place, isDone } = top
    const node = nodes[place]
    if (node === undefined || (!isDone && seen.has(place))) continue
    if (isDone) {
      order.push(node)
      continue
    }
    seen.add(place)
    stack.push({ place, isDone: true })
    const makers = node.inputs.map((input) => places.get(input)).filter((maker) => maker !== undefined)
    for (const maker of makers.toSorted((left, right) => left - right)) {
      if (!seen.has(maker)) stack.push({ place: maker, isDone: false })
    }
  }
  return order
}
