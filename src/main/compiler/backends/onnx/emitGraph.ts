/** @file Emits the nodes of a graph, whose inputs have their names already. */
import type { Graph, Node, Value } from '../../graph/graph'
import type { OpKind } from '../../ops/signatures'
import type { EmitArguments } from './emitters/emit'
import { EMITTERS } from './emitters/registry'
import { findLateNodes, type LateNodes } from './lateNodes'
import type { OnnxEmitter } from './onnxEmitter'
import { attribute, type OnnxAttribute } from './proto'

export function emitNodes(emitter: OnnxEmitter, graph: Graph): void {
  const read = new Set<Value>([
    ...graph.nodes.flatMap(({ inputs }): readonly Value[] => inputs),
    ...graph.outputs.map(({ value }) => value),
  ])
  const isRead = (value: Value): boolean => read.has(value)
  const emitGraph = (inner: Graph): void => emitNodes(emitter, inner)
  const emitNode = (node: Node): void => {
    const inputs = node.inputs.map((input) => emitter.nameOf(input))
    // The rule of a node's kind takes that node, which the union over all kinds cannot express.
    const emit = EMITTERS[node.kind] as (context: EmitArguments<OpKind>) => readonly string[]
    const names = emit({ emitter, node, inputs, emitGraph, isRead } as unknown as EmitArguments<OpKind>)
    node.outputs.forEach((output, index) => emitter.bind(output, names[index] ?? ''))
  }
  // Elsewhere than on the processor, branching costs more than it saves.
  const parts = emitter.device === 'cpu' ? findLateNodes(graph) : null
  if (parts === null) return graph.nodes.forEach(emitNode)
  parts.before.forEach(emitNode)
  emitBranches(emitter, parts, emitNode)
  parts.after.forEach(emitNode)
}

/** What is selected is made in one branch and handed on in the other. */
function emitBranches(
  emitter: OnnxEmitter,
  { selects, late }: LateNodes,
  emitNode: (node: Node) => void,
): void {
  const [first] = selects
  if (first === undefined) return
  const branch = (make: () => void, taken: 1 | 2): OnnxAttribute => {
    const names: string[] = []
    const nodes = emitter.nest(() => {
      make()
      names.push(...selects.map(({ inputs }) => emitter.add('Identity', [emitter.nameOf(inputs[taken])])))
    })
    const outputs = selects.map(({ outputs: [{ type }] }, index) => {
      return { name: names[index] ?? '', dataType: type.element, shape: type.shape }
    })
    return attribute.graph({ name: `branch${String(taken)}`, inputs: [], outputs, initializers: [], nodes })
  }
  const condition = emitter.add('Greater', [emitter.nameOf(first.inputs[0]), emitter.number(0)])
  const attributes = {
    then_branch: branch(() => late.forEach(emitNode), 1),
    else_branch: branch(() => {}, 2),
  }
  const names = emitter.addMany('If', [condition], { attributes, outputs: selects.length })
  selects.forEach(({ outputs: [output] }, index) => emitter.bind(output, names[index] ?? ''))
}
