/** @file Arithmetic with numbers that are known before anything runs: what differentiating by rule leaves behind. */
import type { Graph, Node, Value } from '../graph/graph'
import { isSameType } from '../graph/tensorType'
import { rewriteGraph } from './rewrite'

/** `x · 1`, `x + 0` and `x − 0` are x. */
export function foldNumbers(graph: Graph): Graph {
  const numbers = new Map<Value, number>()
  return rewriteGraph(graph, (node) => {
    if (node.kind === 'constant') numbers.set(node.outputs[0], node.attributes.value)
    const same = neutralOperand(node, numbers)
    return same === null ? null : [same]
  })
}

/** The operand that a node only passes on, if its shape is that of the result. */
function neutralOperand(node: Node, numbers: ReadonlyMap<Value, number>): Value | null {
  if (node.kind !== 'multiply' && node.kind !== 'add' && node.kind !== 'subtract') return null
  const [a, b] = node.inputs
  const neutral = node.kind === 'multiply' ? 1 : 0
  if (numbers.get(b) === neutral && isSameType(a.type, node.outputs[0].type)) return a
  const isEitherOrder = node.kind !== 'subtract'
  if (isEitherOrder && numbers.get(a) === neutral && isSameType(b.type, node.outputs[0].type)) return b
  return null
}
