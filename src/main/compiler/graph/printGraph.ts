/** @file A graph as text, a line a node; what tests compare and people read. */
import type { Graph, Node, Value } from './graph'
import { formatType } from './tensorType'

/**
 * Values are numbered in the order of printing, so that equal graphs print alike whatever ids they were built with.
 * @example `%3: f32[batch, 8] = linear %0 %1 %2`
 */
export function printGraph(graph: Graph): string {
  const numbers = new Map<Value, number>()
  const show = (value: Value): string => {
    const number = numbers.get(value) ?? numbers.size
    numbers.set(value, number)
    return `%${number}`
  }
  const lines = [
    ...graph.inputs.map(
      ({ name, role, value }) => `${show(value)}: ${formatType(value.type)} = ${role} ${name}`,
    ),
    ...graph.nodes.map((node) => printNode(node, show)),
    ...graph.outputs.map(({ name, value }) => `${name} = ${show(value)}`),
  ]
  return lines.join('\n')
}

function printNode(node: Node, show: (value: Value) => string): string {
  const inputs = node.inputs.map(show)
  const outputs = node.outputs.map((output) => `${show(output)}: ${formatType(output.type)}`)
  const attributes = Object.entries(node.attributes).map(
    ([name, value]) => `${name}=${JSON.stringify(value)}`,
  )
  return `${outputs.join(', ')} = ${[node.kind, ...inputs, ...attributes].join(' ')}`
}
