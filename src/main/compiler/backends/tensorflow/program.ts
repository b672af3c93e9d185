/** @file What the TensorFlow back end hands to a runner: one graph in which a model lives. */
import type { ElementType } from '../../graph/tensorType'

/** Under which name a step is fed its numbers, see `TensorFlowProgram.train`. */
export const TRAIN_NUMBERS = 'numbers'

/** A tensor that stays on the device between calls. */
export interface ResidentVariable {
  /** That of the graph's input: weights of a group, state of the optimizer, rows, noise or a setting. */
  readonly name: string
  readonly element: ElementType
  /** Null for sizes that follow from what is put in. */
  readonly shape: readonly (number | null)[]
  /** Node that is fed with what is put in, while the node `assign` is run. */
  readonly feed: string
  readonly assign: string
  /** What to fetch. */
  readonly read: string
  /** What the variable's numbers are multiplied with to be those of the graph. */
  readonly scale: number
  /** What is added to them then. */
  readonly shift: number
}

export interface TensorFlowProgram {
  /** A `GraphDef`. */
  readonly graph: Uint8Array
  readonly variables: readonly ResidentVariable[]
  /** Names of those that the graph does not know; they have to be 0 before a first step. */
  readonly zeros: readonly string[]
  /** A step: nodes to be fed, nodes to be run, and where the loss is. */
  readonly train: {
    /** By name: `order` and `noise` of `TRAIN_INPUTS`, and `TRAIN_NUMBERS`. */
    readonly feeds: Readonly<Record<string, string>>
    /** What the vector `TRAIN_NUMBERS` holds, in this order: `batchReciprocal` of `TRAIN_INPUTS`, and schedules by name. */
    readonly numbers: readonly string[]
    readonly targets: readonly string[]
    readonly loss: string
    /** What to run besides where the loss is not fetched: it then stays in the variable `RECENT_LOSSES`. */
    readonly keepLoss: string
  }
  /** The same weights; nodes to be fed with rows and what to fetch, by the names of the graph. */
  readonly evaluate: {
    readonly feeds: Readonly<Record<string, string>>
    readonly fetches: Readonly<Record<string, string>>
  }
}
