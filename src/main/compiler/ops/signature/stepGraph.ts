/** @file The graph of a step, as an op carries it: what of it can be said without saying what ops there are. */
import type { TensorType } from '../../graph/tensorType'

interface NamedValue {
  readonly name: string
  readonly value: { readonly id: number; readonly type: TensorType }
}

/** A `Graph`; `graphOf` gives it back as one. */
export interface StepGraph {
  readonly inputs: readonly NamedValue[]
  readonly nodes: readonly object[]
  readonly outputs: readonly NamedValue[]
}
