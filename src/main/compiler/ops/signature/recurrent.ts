/** @file Layers over steps in time, forward and backward. */
import type { Signature } from './signature'
import type { StepGraph } from './stepGraph'

export interface ScanAttributes {
  /** One step: (states, an item of each sequence, constants) → (states, results). */
  readonly step: StepGraph
  readonly stateCount: number
  readonly sequenceCount: number
  /** Whether the last items come first; results stand with the items they were made from all the same. */
  readonly isBackward: boolean
  /** Absent where nobody differentiates. */
  readonly gradient?: {
    /** Backwards: (∂states, sums of ∂constants, states before, items, ∂results, constants) → (∂states, sums, ∂items). */
    readonly step: StepGraph
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
  /**
   * h ← tanh(x·W + h·U + b), where nothing else is said below.
   * (x [steps, batch, features], W, U [units, units], b, mask) → h after every step, [steps, batch, units].
   * It begins with zeros. The mask is [steps, batch, 1], 0 at a step that leaves the state as it is and 1 at others, or a
   * scalar where there is no such step.
   */
  simpleRnn: Signature<5, RecurrentAttributes>
  /** (x, W, U, mask, h, ∂h) → (∂x, ∂W, ∂U, ∂b). */
  simpleRnnGrad: Signature<6, RecurrentAttributes, 4>
  /**
   * The same with kernels of three blocks of columns, z r g, and b [2, 3 · units], the second row of which is added to h·U:
   * h ← z·h + (1 − z)·g, g = tanh(x_g + r·u_g), with z and r as sigmoids (Cho et al. 2014, in the form of cuDNN).
   * → (h, z, r, g, u_g).
   */
  gru: Signature<5, RecurrentAttributes, 5>
  /** (x, W, U, mask, h, z, r, g, u_g, ∂h) → (∂x, ∂W, ∂U, ∂b). */
  gruGrad: Signature<10, RecurrentAttributes, 4>
  /**
   * The same with four blocks, i f g o: c ← f·c + i·g, h ← o·tanh(c), with g = tanh and the others as sigmoids (Gers et al.
   * 2000). → (h, tanh(c), what is kept as f·c, i, f, g, o).
   */
  lstm: Signature<5, RecurrentAttributes, 7>
  /** (x, W, U, mask, h, tanh(c), f·c, i, f, g, o, ∂h) → (∂x, ∂W, ∂U, ∂b). */
  lstmGrad: Signature<12, RecurrentAttributes, 4>
}

export interface RecurrentAttributes {
  /** Whether the last step comes first; what it gives stands at its own place all the same. */
  readonly isBackward: boolean
}
