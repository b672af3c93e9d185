/** @file Nodes of the operator set that Fettle writes in words of the one that exported models are in. */
import {
  attribute,
  type OnnxAttribute,
  type OnnxGraph,
  type OnnxNode,
  type OnnxTensor,
} from '../backends/onnx/proto'

/** The first operator set in which `Equal` compares strings. */
export const EXPORT_OPERATOR_SET = 19

type Nodes = Pick<OnnxGraph, 'nodes' | 'initializers'>

/** Since set 18 the axes of every reduction are an input, as those of `ReduceSum` were before. */
const REDUCTIONS = new Set([
  ...['ReduceMax', 'ReduceMin', 'ReduceMean', 'ReduceProd', 'ReduceSumSquare'],
  ...['ReduceL1', 'ReduceL2', 'ReduceLogSum', 'ReduceLogSumExp'],
])

/**
 * From `ONNX_OPERATOR_SET` to `EXPORT_OPERATOR_SET`; what else was changed between them means the same as before.
 * @param prefix of the names of new constants, which nothing else begins with
 */
export function inNewerOperators({ nodes, initializers }: Nodes, prefix: string): Nodes {
  const axes = new Map<string, OnnxTensor>()
  const axesOf = (values: readonly number[]): string => {
    const name = `${prefix}axes ${values.join(' ')}`
    axes.set(name, { name, dataType: 'int64', shape: [values.length], values })
    return name
  }
  return {
    nodes: nodes.map((node) => rewrite(node, axesOf)),
    initializers: [...initializers, ...axes.values()],
  }
}

type AxesOf = (values: readonly number[]) => string

function rewrite(node: OnnxNode, axesOf: AxesOf): OnnxNode {
  const { axes, ...others } = node.attributes ?? {}
  const attributes = Object.fromEntries(
    Object.entries(others).map(([name, value]) => [name, rewriteInside(value, axesOf)] as const),
  )
  if (REDUCTIONS.has(node.opType) && axes?.kind === 'ints') {
    return { ...node, inputs: [...node.inputs, axesOf(axes.value)], attributes }
  }
  // Set 18 does not guess from the outputs into how many parts it shall cut.
  if (node.opType === 'Split' && node.inputs.length === 1) {
    return { ...node, attributes: { ...attributes, num_outputs: attribute.int(node.outputs.length) } }
  }
  return { ...node, attributes: axes ? { ...attributes, axes } : attributes }
}

/** Graphs within a node see the constants of the whole. */
function rewriteInside(value: OnnxAttribute, axesOf: AxesOf): OnnxAttribute {
  if (value.kind !== 'graph') return value
  const { nodes } = value.value
  return attribute.graph({ ...value.value, nodes: nodes.map((node) => rewrite(node, axesOf)) })
}
