/** @file The graph: what is to be computed, in single-assignment form. Plain data, never changed once built. */
import type { OpAttributes, OpKind, OpSignatures } from '../ops/signatures'
import type { Items } from './arity'
import type { TensorType } from './tensorType'

export type { Arity, Items } from './arity'

/** Something computed once. Two values are the same value only if they are the same object. */
export interface Value {
  readonly id: number
  readonly type: TensorType
}

export type OpInputs<T, K extends OpKind> = Items<T, OpSignatures[K]['inputs']>
export type OpOutputs<T, K extends OpKind> = Items<T, OpSignatures[K]['outputs']>

/** One application of an op. */
export interface OpNode<K extends OpKind> {
  readonly kind: K
  readonly inputs: OpInputs<Value, K>
  readonly outputs: OpOutputs<Value, K>
  readonly attributes: OpAttributes<K>
}

export type Node = { [K in OpKind]: OpNode<K> }[OpKind]

/**
 * Where a value comes from each time the graph runs.
 *
 * - `rows`: rows of a resident table, picked by the order of the batch
 * - `mask`: noise of layers, cut from tables that are drawn once, where the batch's numbers say
 * - `carried`: made by the previous step; the graph has an output of the same name
 * - `schedule`: a number a step
 * - `setting`: the same for every step of a run
 */
export type InputRole = 'rows' | 'mask' | 'carried' | 'schedule' | 'setting'

export interface GraphInput {
  readonly name: string
  readonly role: InputRole
  readonly value: Value
}

export interface GraphOutput {
  readonly name: string
  readonly value: Value
}

/** Nodes stand in an order in which every value is made before it is read. */
export interface Graph {
  readonly inputs: readonly GraphInput[]
  readonly nodes: readonly Node[]
  readonly outputs: readonly GraphOutput[]
}
