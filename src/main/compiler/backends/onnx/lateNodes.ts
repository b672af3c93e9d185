/** @file Which nodes have to run only where a `select` takes what they make: an update that is made every few batches. */
import type { Graph, Node, OpNode, Value } from '../../graph/graph'

type Select = OpNode<'select'>

/** A graph in three parts, to be run one after the other. */
export interface LateNodes {
  readonly before: readonly Node[]
  /** All of one condition, and none reads another. */
  readonly selects: readonly Select[]
  /** Read by nobody but the selects, as what they may take; in their order. */
  readonly late: readonly Node[]
  readonly after: readonly Node[]
}

/** @returns null where nothing is selected. */
export function findLateNodes(graph: Graph): LateNodes | null {
  const [first] = graph.nodes.filter(isSelect)
  if (first === undefined) return null
  const [condition] = first.inputs
  const alike = graph.nodes.filter(isSelect).filter(({ inputs }) => inputs[0] === condition)
  const later = readersOf(graph.nodes, alike)
  const selects = alike.filter((select) => !later.has(select))
  const after = readersOf(graph.nodes, selects)
  const late = onlyFor(graph, selects)
  const isLate = new Set<Node>([...late, ...selects])
  return {
    before: graph.nodes.filter((node) => !isLate.has(node) && !after.has(node)),
    selects,
    late,
    after: graph.nodes.filter((node) => after.has(node)),
  }
}

function isSelect(node: Node): node is Select {
  return node.kind === 'select'
}

/** Nodes that read what these make, or what their readers make. */
function readersOf(nodes: readonly Node[], makers: readonly Node[]): Set<Node> {
  const reached = new Set<Value>(makers.flatMap(({ outputs }): readonly Value[] => outputs))
  const readers = new Set<Node>()
  for (const node of nodes) {
    if (!node.inputs.some((input) => reached.has(input))) continue
    readers.add(node)
    node.outputs.forEach((output) => reached.add(output))
  }
  return readers
}

/** Nodes whose results nobody reads but each other and these selects, as their second input. */
function onlyFor({ nodes, outputs }: Graph, selects: readonly Select[]): Node[] {
  const chosen = new Set<Node>(selects)
  const wanted = new Set<Value>(outputs.map(({ value }) => value))
  const late = nodes.toReversed().filter((node) => {
    const isLate =
      !chosen.has(node) && node.outputs.length > 0 && !node.outputs.some((value) => wanted.has(value))
    if (!isLate) {
      const own = chosen.has(node) ? [node.inputs[0], node.inputs[2]] : node.inputs
      own.forEach((input) => input && wanted.add(input))
    }
    return isLate
  })
  return late.reverse()
}
