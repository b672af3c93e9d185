/** @file A convolution takes the bias along that is added to what it makes: back ends add it while the sum is at hand. */
import type { Graph, Node, OpNode, Value } from '../graph/graph'
import { isSameType } from '../graph/tensorType'
import { countReaders, makersOf } from './readers'

/** Which kind adds a bias as well, and how many axes of size 1 the bias has behind that of the filters. */
const FUSED = {
  conv2d: { kind: 'conv2dBias', trailing: 2 },
  conv1d: { kind: 'conv1dBias', trailing: 0 },
} as const

type Convolution = Extract<Node, { kind: keyof typeof FUSED }>

/** For a graph that has its gradients already. A convolution that something else reads too stays as it is. */
export function fuseBias(graph: Graph): Graph {
  const makers = makersOf(graph.nodes)
  const readers = countReaders(graph.nodes)
  const named = new Set(graph.outputs.map(({ value }) => value))
  const nodes = graph.nodes.map((node): Node => {
    if (node.kind !== 'add') return node
    const [made, summand] = node.inputs
    const convolution = makers.get(made)
    if (!convolution || !isConvolution(convolution) || readers.get(made) !== 1 || named.has(made)) return node
    const bias = biasOf(convolution, summand, makers.get(summand))
    return bias && isSameType(made.type, node.outputs[0].type) ? fuse(convolution, bias, node.outputs) : node
  })
  return { ...graph, nodes }
}

function isConvolution(node: Node): node is Convolution {
  return node.kind in FUSED
}

/** @returns the summand as [filters], or null where it is something else. */
function biasOf({ kind }: Convolution, summand: Value, maker: Node | undefined): Value | null {
  const { trailing } = FUSED[kind]
  if (trailing === 0) return summand.type.shape.length === 1 ? summand : null
  const isLifted = summand.type.shape.length === 3 && summand.type.shape.slice(1).every((size) => size === 1)
  const [bias] = maker?.kind === 'reshape' && isLifted ? maker.inputs : []
  return bias?.type.shape.length === 1 ? bias : null
}

function fuse(
  { kind, inputs, attributes }: Convolution,
  bias: Value,
  outputs: OpNode<'add'>['outputs'],
): Node {
  // A fused kind has the attributes of its own convolution, which the union of both hides.
  return { kind: FUSED[kind].kind, inputs: [...inputs, bias], attributes, outputs } as unknown as Node
}
