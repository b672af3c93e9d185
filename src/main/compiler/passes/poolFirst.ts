/** @file Pools before it activates: the largest of what a rising function makes is what it makes of the largest. */
import type { Node, Value } from '../graph/graph'
import { isSameType, type TensorType } from '../graph/tensorType'
import { countReaders, makersOf } from './readers'
import { RISING } from './windows'

/** Axes along which a window slides, counted from the last one. */
const POOLED_AXES = { maxPool1d: [-2], maxPool2d: [-2, -1] } as const

type PoolNode = Extract<Node, { kind: keyof typeof POOLED_AXES }>

/**
 * `pool(f(x))` becomes `f(pool(x))`, and so does adding a bias: a fraction of the elements is left to activate, forward and
 * backward. Every value that something else reads is made as before.
 * @param fresh makes a value that is not of the graph yet
 * @param kept values that are read from outside of the nodes
 */
export function poolFirst(
  nodes: readonly Node[],
  { fresh, kept }: { fresh: (type: TensorType) => Value; kept: ReadonlySet<Value> },
): Node[] {
  const result = [...nodes]
  const readers = countReaders(nodes)
  const makers = makersOf(nodes)
  for (const node of nodes) {
    if (!isPool(node)) continue
    let pool: PoolNode = node
    for (;;) {
      const [x] = pool.inputs
      const before = makers.get(x)
      if (!before || readers.get(x) !== 1 || kept.has(x) || !keepsOrder(before, pool)) break
      const [pooled, after] = exchange(before, pool, fresh)
      result.splice(result.indexOf(before), 1)
      result.splice(result.indexOf(pool), 1, pooled, after)
      makers.set(pooled.outputs[0], pooled)
      after.outputs.forEach((output) => makers.set(output, after))
      readers.set(pooled.outputs[0], 1)
      pool = pooled
    }
  }
  return result
}

/** A node that is before the pool stands behind it, and makes what the pool made. */
function exchange(before: Node, pool: PoolNode, fresh: (type: TensorType) => Value): [PoolNode, Node] {
  const [made] = pool.outputs
  const between = fresh(made.type)
  const [x, ...others] = before.inputs
  // Both nodes keep their kinds and attributes, which the union over all kinds cannot express.
  return [
    { ...pool, inputs: [x], outputs: [between] } as unknown as PoolNode,
    { ...before, inputs: [between, ...others], outputs: [made] } as unknown as Node,
  ]
}

function isPool(node: Node): node is PoolNode {
  return node.kind in POOLED_AXES
}

function keepsOrder(node: Node, pool: PoolNode): boolean {
  return RISING.has(node.kind) || (node.kind === 'add' && isAlikeInWindows(node, pool))
}

/** Whether the second summand is the same for all elements of a window. */
function isAlikeInWindows(
  { inputs: [x, bias], outputs: [sum] }: Extract<Node, { kind: 'add' }>,
  pool: PoolNode,
) {
  const { shape } = bias.type
  return isSameType(x.type, sum.type) && POOLED_AXES[pool.kind].every((axis) => (shape.at(axis) ?? 1) === 1)
}
