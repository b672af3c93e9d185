/** @file The proxies of the classes in a graph, where the loss has some. */
import type { LossInputs } from '../losses/addLoss'
import { hasProxies, proxyName } from '../layers/proxies'
import type { ParameterLookup } from './addWeights'
import type { ModelPlan } from './modelPlan'

export function findProxies(
  { head, layers }: ModelPlan,
  parameter: ParameterLookup,
): Pick<LossInputs, 'proxies'> {
  const output = layers.at(-1)
  return output && hasProxies(head) ? { proxies: parameter(proxyName(output.spec.id)) } : {}
}
