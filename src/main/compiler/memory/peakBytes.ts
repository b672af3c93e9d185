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
  const ledger = new Ledger(countReads(graph), batchSize)
  const isStep = graph.inputs.some(({ role }) => role === 'carried')
  const picked = graph.inputs.filter(({ role }) => role === 'rows' || role === 'mask')
  if (isStep) for (const { value } of picked) ledger.open(value)
  let peak = ledger.live
  for (const node of graph.nodes) {
    ledger.make(node)
    peak = Math.max(peak, ledger.live + workspace(node))
    ledger.giveBack(node)
  }
  return peak
}

/** What is held at the moment. */
class Ledger {
  /** Bytes. */
  live = 0
  private readonly blocks = new Map<Value, Block>()

  constructor(
    private readonly reads: ReadonlyMap<Value, number>,
    private readonly batchSize: number,
  ) {}

  open(value: Value): void {
    const bytes = bytesOf(value, this.batchSize)
    this.blocks.set(value, { bytes, reads: this.reads.get(value) ?? 0 })
    this.live += bytes
  }

  make({ kind, inputs, outputs }: Node): void {
    const [first] = inputs
    const shared = first && ALIASES.has(kind) ? this.blocks.get(first) : undefined
    for (const output of outputs) {
      if (shared === undefined) this.open(output)
      else {
        shared.reads += this.reads.get(output) ?? 0
        this.blocks.set(output, shared)
      }
    }
  }

  /** Also results that nobody reads. */
  giveBack({ inputs, outputs }: Node): void {
    for (const input of inputs) {
      const block = this.blocks.get(input)
      if (block && --block.reads === 0) this.live -= block.bytes
    }
    for (const block of new Set(outputs.map((output) => this.blocks.get(output)))) {
      if (block?.reads === 0) this.live -= block.bytes
    }
  }
}

/** How often each value is read; an output of the graph is read once more than anybody reads it. */
function countReads({ nodes, outputs }: Graph): Map<Value, number> {
  const reads = new Map<Value, number>()
  const read = (value: Value): void => void reads.set(value, (reads.get(value) ?? 0) + 1)
  for (const { inputs } of nodes) for (const input of inputs) read(input)
  for (const { value } of outputs) read(value)
  return reads
}

export function bytesOf({ type }: Value, batchSize: number): number {
  return BYTES * sizeOf(type.shape, batchSize)
}
