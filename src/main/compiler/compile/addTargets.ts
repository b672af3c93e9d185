/** @file What a batch is compared with: the target of the data, or the inputs themselves. */
import { invariant } from '../../../shared/errors/appError'
import type { Value } from '../graph/graph'
import type { GraphBuilder } from '../graph/graphBuilder'
import { channelsLast } from '../layers/feature'
import { hasTargets, sharesType, targetType } from '../losses/addLoss'
import type { InputLookup } from './addInputs'
import type { ModelPlan } from './modelPlan'

export interface TargetOptions {
  /** Whether a row may belong to several classes in part. @default false */
  readonly hasSharedTargets?: boolean
}

/** @returns the input `y`; for an autoencoder the first input, a row of numbers [batch, units]. */
export function addTargets(
  builder: GraphBuilder,
  { head, inputs: [first] }: ModelPlan,
  { input, hasSharedTargets = false }: TargetOptions & { readonly input: InputLookup },
): Value {
  if (hasTargets(head)) return builder.input('y', 'rows', (hasSharedTargets ? sharesType : targetType)(head))
  invariant(first, 'an autoencoder reads an input')
  const given = channelsLast(builder, input(first))
  return builder.op('reshape', [given], { shape: ['batch', head.units] })
}
