/** @file What a batch is compared with: the target of the data, or the inputs themselves. */
import { invariant } from '../../../shared/errors/appError'
import type { Value } from '../graph/graph'
import type { GraphBuilder } from '../graph/graphBuilder'
import { channelsLast } from '../layers/feature'
import { hasTargets, targetType } from '../losses/addLoss'
import type { InputLookup } from './addInputs'
import type { ModelPlan } from './modelPlan'

/** @returns the input `y`; for an autoencoder the first input, a row of numbers [batch, units]. */
export function addTargets(
  builder: GraphBuilder,
  { head, inputs: [first] }: ModelPlan,
  input: InputLookup,
): Value {
  if (hasTargets(head)) return builder.input('y', 'rows', targetType(head))
  invariant(first, 'an autoencoder reads an input')
  const given = channelsLast(builder, input(first))
  return builder.op('reshape', [given], { shape: ['batch', head.units] })
}
