/** @file What an entry of the table *op kind → emit* looks like. */
import type { Graph, OpInputs, OpNode, OpOutputs, Value } from '../../../graph/graph'
import type { OpKind } from '../../../ops/signatures'
import type { Emitted, TensorFlowEmitter } from '../tensorFlowEmitter'

export interface EmitArguments<K extends OpKind> {
  readonly emitter: TensorFlowEmitter
  readonly node: OpNode<K>
  /** Names of the inputs as the graph has them, made when they are first read; `emitter.nhwcOf` gives the other layout. */
  readonly inputs: OpInputs<string, K>
  /** Emits a graph that stands in an attribute, its inputs bound before. */
  readonly emitGraph: (graph: Graph) => void
  /** Whether anybody reads an output of the node: what nobody reads need not be computed. */
  readonly isRead: (output: Value) => boolean
}

/** @returns what each output is, in their order. */
export type EmitRule<K extends OpKind> = (
  context: EmitArguments<K>,
) => OpOutputs<Emitted, K> | readonly Emitted[]

/** The rules of a family. */
export type EmittersOf<Signatures> = { readonly [K in keyof Signatures & OpKind]: EmitRule<K> }
