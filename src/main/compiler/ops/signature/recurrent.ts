/** @file Layers over steps in time, forward and backward. */
import type { Graph } from '../../graph/graph'
import type { Signature } from './signature'

export interface ScanAttributes {
  /** One step: (states, an item of each sequence, constants) → (states, results). */
  readonly step: Graph
  readonly stateCount: number
  readonly sequenceCount: number
  /** Whether the last items come first; results stand with the items they were made from all the same. */
  readonly isBackward: boolean
  /** Absent where nobody differentiates. */
  readonly gradient?: {
    /** Backwards: (∂states, sums of ∂constants, states before, items, ∂results, constants) → (∂states, sums, ∂items). */
    readonly step: Graph
    /** Which sequences and constants are learnt or come from what is learnt; the steps above speak of those alone. */
    readonly flows: readonly boolean[]
  }
}

export interface RecurrentSignatures {
  /**
   * (states, sequences [steps, ...], constants) → (states after the last step, results [steps, ...]): one step after the
   * other, the states handed on. Where it is to be differentiated, the results are the states after every step.
   */
  scan: Signature<'many', ScanAttributes, 'many'>
}
