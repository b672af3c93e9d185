/** @file Who makes a value, and how many read it. */
import type { Node, Value } from '../graph/graph'

export function makersOf(nodes: readonly Node[]): Map<Value, Node> {
  return new Map(nodes.flatMap((node) => node.outputs.map((output) => [output, node] as const)))
}

export function countReaders(nodes: readonly Node[]): Map<Value, number> {
  const readers = new Map<Value, number>()
  for (const { inputs } of nodes)
    for (const input of inputs) readers.set(input, (readers.get(input) ?? 0) + 1)
  return readers
}
