/** @file Shapes and attributes with which tests try an op. */
import type { OpInputs } from '../../graph/graph'
import type { TensorType } from '../../graph/tensorType'
import type { OpAttributes, OpKind } from '../../ops/signatures'
import type { Tensor } from '../../reference/tensor'

export interface OpCase<K extends OpKind> {
  readonly types: OpInputs<TensorType, K>
  readonly attributes: OpAttributes<K>
  /** Inputs to which a gradient flows; all, if absent. */
  readonly differentiable?: readonly number[]
  /** Outputs from which a gradient flows; all, if absent. */
  readonly differentiated?: readonly number[]
  /** Instead of the attributes, where those are long. */
  readonly title?: string
  /** Makes inputs that others determine, from all that were drawn. */
  readonly derive?: (drawn: readonly Tensor[]) => readonly Tensor[]
  /** Draws positive values only. */
  readonly isPositive?: boolean
}

/** The cases of a family. */
export type CasesOf<Signatures> = { readonly [K in keyof Signatures & OpKind]: readonly OpCase<K>[] }
