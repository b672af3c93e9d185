/** @file What an entry of the table *op kind → emit* looks like. */
import type { Graph, OpInputs, OpNode, Value } from '../../../graph/graph'
import type { OpKind } from '../../../ops/signatures'
import type { OnnxEmitter } from '../onnxEmitter'

export interface EmitArguments<K extends OpKind> {
  readonly emitter: OnnxEmitter
  readonly node: OpNode<K>
  /** Names of the inputs. */
  readonly inputs: OpInputs<string, K>
  /** Emits a graph that stands in an attribute, its inputs bound before. */
  readonly emitGraph: (graph: Graph) => void
  /** Whether anybody reads an output of the node: what nobody reads need not be computed. */
  readonly isRead: (output: Value) => boolean
}

/** @returns the names of the outputs, in their order. */
export type EmitRule<K extends OpKind> = (context: EmitArguments<K>) => readonly string[]

/** The rules of a family. */
export type EmittersOf<Signatures> = { readonly [K in keyof Signatures & OpKind]: EmitRule<K> }
