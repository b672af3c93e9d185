/** @file Checks what every stage of the compiler relies on. */
import { invariant } from '../../../shared/errors/appError'
import { OPS } from '../ops/registry'
import type { Op } from '../ops/op'
import type { OpKind } from '../ops/signatures'
import type { Graph, Node, Value } from './graph'
import { formatType, isSameType, type TensorType } from './tensorType'

/**
 * Values are made once and before they are read, names are unique, carried inputs have an output of the same name and type,
 * and every type is the one that its op infers.
 * @throws {bug/invariant} naming the first node that is wrong.
 */
export function verifyGraph(graph: Graph): void {
  requireUnique(graph.inputs.map(({ name }) => name))
  requireUnique(graph.outputs.map(({ name }) => name))
  const known = new Set<Value>(graph.inputs.map(({ value }) => value))
  for (const node of graph.nodes) {
    for (const input of node.inputs)
      invariant(known.has(input), `${node.kind} reads %${input.id} before it is made`)
    verifyTypes(node)
    for (const output of node.outputs) {
      invariant(!known.has(output), `${node.kind} makes %${output.id} a second time`)
      known.add(output)
    }
  }
  for (const { name, value } of graph.outputs) invariant(known.has(value), `output ${name} is never made`)
  verifyCarried(graph)
}

function verifyTypes(node: Node): void {
  const op = OPS[node.kind] as unknown as Op<OpKind>
  const inferTypes = op.inferTypes as (
    inputs: readonly TensorType[],
    attributes: object,
  ) => readonly TensorType[]
  const inferred = inferTypes(
    node.inputs.map(({ type }) => type),
    node.attributes,
  )
  invariant(inferred.length === node.outputs.length, `${node.kind} has ${node.outputs.length} outputs`)
  for (const [index, output] of node.outputs.entries()) {
    const type = inferred[index]
    invariant(
      type !== undefined && isSameType(type, output.type),
      `${node.kind} makes %${output.id} as ${formatType(output.type)}`,
    )
  }
}

function verifyCarried(graph: Graph): void {
  for (const { name, role, value } of graph.inputs) {
    if (role !== 'carried') continue
    const output = graph.outputs.find((candidate) => candidate.name === name)
    invariant(output && isSameType(output.value.type, value.type), `${name} is carried, but not made`)
  }
}

function requireUnique(names: readonly string[]): void {
  invariant(new Set(names).size === names.length, `names are not unique: ${names.join(', ')}`)
}
