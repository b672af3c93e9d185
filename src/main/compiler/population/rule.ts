/** @file What an entry of the table *op kind → emit for all members at once* looks like. */
import type { EmitArguments } from '../backends/onnx/emitters/emit'
import type { OpKind } from '../ops/signatures'

/** Values that members have each of their own have a leading axis of members; the shapes of the node are those of one. */
export interface PopulationArguments<K extends OpKind> extends EmitArguments<K> {
  /** By input: whether each member has its own; what is the same for all has no axis of members. */
  readonly isOwn: readonly boolean[]
  readonly members: number
}

/** @returns the names of the outputs, each with the axis of members. Called only where some input has it. */
export type PopulationRule<K extends OpKind> = (context: PopulationArguments<K>) => readonly string[]
