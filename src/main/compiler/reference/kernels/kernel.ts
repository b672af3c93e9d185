/** @file What an entry of the table of reference kernels looks like. */
import type { Graph, OpInputs, OpOutputs } from '../../graph/graph'
import type { OpAttributes, OpKind } from '../../ops/signatures'
import type { Tensor } from '../tensor'

export type Kernel<K extends OpKind> = (
  inputs: OpInputs<Tensor, K>,
  attributes: OpAttributes<K>,
  evaluate: Evaluate,
) => OpOutputs<Tensor, K>

/** Runs a graph that stands in an attribute. */
export type Evaluate = (graph: Graph, feeds: ReadonlyMap<string, Tensor>) => ReadonlyMap<string, Tensor>

/** The kernels of a family. */
export type KernelsOf<Signatures> = { readonly [K in keyof Signatures & OpKind]: Kernel<K> }
