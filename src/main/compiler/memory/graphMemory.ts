/** @file What ONNX Runtime takes on the processor for the values of a graph. */
import { executionOrder } from '../backends/onnx/executionOrder'
import { workspaceOf } from '../backends/onnx/workspace'
import type { Graph, InputRole } from '../graph/graph'
import { bytesOf, peakBytes } from './peakBytes'

/** Freed memory is not always of the size that is wanted next (measured on convolutions, recurrent and dense layers). */
const FRAGMENTATION = 1.15

/**
 * Values that are made anew in every step, at their peak, in the order in which they are made.
 * @param batchSize rows
 */
export function stepBytes(graph: Graph, batchSize: number): number {
  const workspace = (node: Graph['nodes'][number]): number => workspaceOf(node, batchSize)
  return FRAGMENTATION * peakBytes({ ...graph, nodes: executionOrder(graph) }, { batchSize, workspace })
}

/** All inputs of a role together. */
export function inputBytes({ inputs }: Graph, role: InputRole): number {
  const own = inputs.filter((input) => input.role === role)
  return own.reduce((total, { value }) => total + bytesOf(value, 1), 0)
}
