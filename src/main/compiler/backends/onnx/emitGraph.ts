/** @file Emits the nodes of a graph, whose inputs have their names already. */
import type { Graph } from '../../graph/graph'
import type { OpKind } from '../../ops/signatures'
import type { EmitArguments } from './emitters/emit'
import { EMITTERS } from './emitters/registry'
import type { OnnxEmitter } from './onnxEmitter'

export function emitNodes(emitter: OnnxEmitter, graph: Graph): void {
  const emitGraph = (inner: Graph): void => emitNodes(emitter, inner)
  for (const node of graph.nodes) {
    const inputs = node.inputs.map((input) => emitter.nameOf(input))
    // The rule of a node's kind takes that node, which the union over all kinds cannot express.
    const emit = EMITTERS[node.kind] as (context: EmitArguments<OpKind>) => readonly string[]
    const names = emit({ emitter, node, inputs, emitGraph } as unknown as EmitArguments<OpKind>)
    node.outputs.forEach((output, index) => emitter.bind(output, names[index] ?? ''))
  }
}
