/** @file What an op is: its types and its gradient. How it is computed is the business of a back end. */
import { invariant } from '../../../shared/errors/appError'
import type { OpInputs, OpOutputs, Value } from '../graph/graph'
import { formatType, type TensorType } from '../graph/tensorType'
import type { OpAttributes, OpKind, OpSignatures } from './signatures'

/** Ops with one output, which can stand in an expression. */
export type ExpressionKind = { [K in OpKind]: OpSignatures[K]['outputs'] extends 1 ? K : never }[OpKind]

/** Appends nodes to a graph that is being built. */
export interface Emit {
  /** `emit.op('matMul', [d, w], { transposeA: false, transposeB: true })` */
  op<K extends ExpressionKind>(
    kind: K,
    inputs: OpInputs<Value, K>,
    ...attributes: AttributesArgument<K>
  ): Value
  /** The same for any number of outputs. */
  node<K extends OpKind>(
    kind: K,
    inputs: OpInputs<Value, K>,
    ...attributes: AttributesArgument<K>
  ): OpOutputs<Value, K>
  /** A scalar. */
  number(value: number): Value
}

/** Attributes may be left out where an op has none. */
export type AttributesArgument<K extends OpKind> = keyof OpAttributes<K> extends never
  ? []
  : [attributes: OpAttributes<K>]

export interface GradientContext<K extends OpKind> {
  readonly emit: Emit
  readonly inputs: OpInputs<Value, K>
  readonly outputs: OpOutputs<Value, K>
  readonly attributes: OpAttributes<K>
  /** Gradient of the loss with respect to each output. */
  readonly gradients: OpOutputs<Value, K>
}

/** @returns the gradient with respect to each input; null where nothing flows. */
export type GradientRule<K extends OpKind> = (context: GradientContext<K>) => OpInputs<Value | null, K>

/** An op without a rule says why: its gradient is zero (almost) everywhere, or nobody may ask for it. */
export type Gradient<K extends OpKind> = GradientRule<K> | 'zero' | 'forbidden'

export interface Op<K extends OpKind> {
  readonly kind: K
  /** @throws {bug/invariant} where the inputs do not fit. */
  readonly inferTypes: (
    inputs: OpInputs<TensorType, K>,
    attributes: OpAttributes<K>,
  ) => OpOutputs<TensorType, K>
  readonly gradient: Gradient<K>
}

/** Fails with the types that did not fit. */
export function requireTypes(condition: boolean, kind: OpKind, types: readonly TensorType[]): void {
  invariant(condition, `${kind} does not take ${types.map(formatType).join(', ')}`)
}

/** The ops of a family. */
export type OpsOf<Signatures> = { readonly [K in keyof Signatures & OpKind]: Op<K> }
