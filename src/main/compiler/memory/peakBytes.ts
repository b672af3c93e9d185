/** @file How much memory the values of a graph need at the same time. */
import type { Graph, Node, Value } from '../graph/graph'
import { sizeOf } from '../graph/tensorType'
import type { OpKind } from '../ops/signatures'

export interface PeakOptions {
  /** Rows of the batch. */
  readonly batchSize: number
  /** Bytes that the op needs besides its inputs and outputs while it runs. */
  readonly workspace: (node: Node) => number
}

/** All numbers have 32 bits. */
const BYTES = 4

/** The same numbers under another shape. */
const ALIASES: ReadonlySet<OpKind> = new Set<OpKind>(['reshape'])

/** Memory that one or several values lie in. */
interface Block {
  readonly bytes: number
  /** Reads that are still to come. */
  reads: number
}

/**
 * Goes through the nodes in their order, and gives every value back after its last read. Where steps carry state, rows and noise
 * of the batch are picked and counted from the beginning on; what is carried and what all steps share lies elsewhere.
 */
export function peakBytes(graph: Graph, { batchSize, workspace }: PeakOptions): number {
  const blocks = new Map<Value, Block>()
  const reads = countReads(graph)
  let live = 0
  const open = (value: Value, bytes: number): void => {
    blocks.set(value, { bytes, reads: reads.get(value) ?? 0 })
    live += bytes
  }
  const isStep = graph.inputs.some(({ role }) => role === 'carried')
  for (const { role, value } of graph.inputs) {
    if (isStep && (role === 'rows' || role === 'mask')) open(value, bytesOf(value, batchSize))
  }
  let peak = live
  for (const node of graph.nodes) {
    const taken = takenOver(node, blocks, batchSize)
    for (const output of node.outputs) {
      if (taken === null) open(output, bytesOf(output, batchSize))
      else {
        taken.reads += reads.get(output) ?? 0
        blocks.set(output, taken)
      }
    }
    peak = Math.max(peak, live + workspace(node))
    for (const input of node.inputs) {
      const block = blocks.get(input)
      if (block && --block.reads === 0) live -= block.bytes
    }
    for (const output of new Set(node.outputs.map((value) => blocks.get(value)))) {
      if (output?.reads === 0) live -= output.bytes
    }
  }
  return peak
}

/** How often each value is read; an output of the graph is read once more than anybody reads it. */
function countReads({ nodes, outputs }: Graph): Map<Value, number> {
  const reads = new Map<Value, number>()
  const read = (value: Value): void => void reads.set(value, (reads.get(value) ?? 0) + 1)
  for (const { inputs } of nodes) for (const input of inputs) read(input)
  for (const { value } of outputs) read(value)
  return reads
}

/** @returns the block of an input that the result can lie in, or null. */
function takenOver(node: Node, blocks: ReadonlyMap<Value, Block>, batchSize: number): Block | null {
  const [output] = node.outputs
  if (output === undefined) return null
  if (!ALIASES.has(node.kind)) return null
  const bytes = bytesOf(output, batchSize)
  for (const input of node.inputs) {
    const block = blocks.get(input)
    if (block?.bytes === bytes) return block
  }
  return null
}

export function bytesOf({ type }: Value, batchSize: number): number {
  return BYTES * sizeOf(type.shape, batchSize)
}
