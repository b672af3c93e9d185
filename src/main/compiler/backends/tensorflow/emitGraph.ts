/** @file Emits the nodes of a graph, whose inputs have their names already. */
import type { Graph, Node, Value } from '../../graph/graph'
import type { OpKind } from '../../ops/signatures'
import type { EmitArguments } from './emitters/emit'
import { EMITTERS } from './emitters/registry'
import type { Emitted, TensorFlowEmitter } from './tensorFlowEmitter'

/** @returns what a node's outputs are, where it is done in another way than by the rule of its kind; else null. */
export type ReplaceNode = (node: Node) => readonly Emitted[] | null

export function emitNodes(emitter: TensorFlowEmitter, graph: Graph, replace: ReplaceNode = () => null): void {
  const read = new Set<Value>([
    ...graph.nodes.flatMap(({ inputs }): readonly Value[] => inputs),
    ...graph.outputs.map(({ value }) => value),
  ])
  const isRead = (value: Value): boolean => read.has(value)
  const emitGraph = (inner: Graph): void => emitNodes(emitter, inner)
  for (const node of graph.nodes) {
    // The rule of a node's kind takes that node, which the union over all kinds cannot express.
    const emit = EMITTERS[node.kind] as (
      context: EmitArguments<OpKind>,
    ) => ReturnType<(typeof EMITTERS)[OpKind]>
    emitter.remember(node)
    const inputs = lazyNames(emitter, node)
    const emitted =
      replace(node) ?? emit({ emitter, node, inputs, emitGraph, isRead } as unknown as EmitArguments<OpKind>)
    node.outputs.forEach((output, index) => {
      const made = emitted[index]
      if (made !== undefined) emitter.bind(output, made)
    })
  }
}

/** A rule that wants a picture with its channels last must not cost a transpose that nobody reads. */
function lazyNames(emitter: TensorFlowEmitter, { inputs }: Node): readonly string[] {
  const names: string[] = []
  inputs.forEach((input: Value, index) => {
    Object.defineProperty(names, index, { enumerable: true, get: () => emitter.nameOf(input) })
  })
  return names
}
