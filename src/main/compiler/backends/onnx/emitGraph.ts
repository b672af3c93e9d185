/** @file Emits the nodes of a graph, whose inputs have their names already. */
import type { Graph, Value } from '../../graph/graph'
import type { OpKind } from '../../ops/signatures'
import type { EmitArguments } from './emitters/emit'
import { EMITTERS } from './emitters/registry'
import type { OnnxEmitter } from './onnxEmitter'

export function emitNodes(emitter: OnnxEmitter, graph: Graph): void {
  const read = new Set<Value>([
    ...graph.nodes.flatMap(({ inputs }): readonly Value[] => inputs),
    ...graph.outputs.map(({ value }) => value),
  ])
  const isRead = (value: Value): boolean => read.has(value)
  const emitGraph = (inner: Graph): void => emitNodes(emitter, inner)
  for (const node of graph.nodes) {
    const inputs = node.inputs.map((input) => emitter.nameOf(input))
    // The rule of a node's kind takes that node, which the union over all kinds cannot express.
    const emit = EMITTERS[node.kind] as (context: EmitArguments<OpKind>) => readonly string[]
    const names = emit({ emitter, node, inputs, emitGraph, isRead } as unknown as EmitArguments<OpKind>)
    node.outputs.forEach((output, index) => emitter.bind(output, names[index] ?? ''))
  }
}
