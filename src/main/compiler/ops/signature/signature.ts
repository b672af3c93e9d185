/** @file What is known of an op by its kind: how many values it takes and gives, and its attributes. */
import type { Arity } from '../../graph/arity'

export type None = Readonly<Record<never, never>>

export interface Signature<In extends Arity, Attributes = None, Out extends Arity = 1> {
  inputs: In
  outputs: Out
  attributes: Attributes
}
