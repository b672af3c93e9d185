/** @file The graph that looks at a network from within: the gradient of every parameter, and what layers with ends put out. */
import { differentiate } from '../autodiff/differentiate'
import type { Graph } from '../graph/graph'
import { GraphBuilder } from '../graph/graphBuilder'
import { channelsLast } from '../layers/feature'
import { addLoss } from '../losses/addLoss'
import { simplify } from '../passes/simplify'
import type { LayerSpec } from '../../../shared/domain/modelSpec'
import { addInputs } from './addInputs'
import { addTargets } from './addTargets'
import { addWeights, lookUpMembers } from './addWeights'
import { lowerLayers } from './lowerLayers'
import type { ModelPlan, PlannedLayer } from './modelPlan'

/** An activation whose outputs may come to stand still. */
export type EndedActivation = 'relu' | 'tanh' | 'sigmoid'

const ENDED: readonly string[] = ['relu', 'tanh', 'sigmoid'] satisfies EndedActivation[]

/** Layers that put out something else than their activation gives. */
const GATED: readonly LayerSpec['kind'][] = ['lstm', 'gru', 'transformerBlock']

/** Name of the output that is the sum of the squared gradient of a parameter. */
export function gradientOutput(parameter: string): string {
  return `gradient:${parameter}`
}

/** Name of the output that holds what a layer puts out, channels last. */
export function activationOutput(layer: string): string {
  return `activation:${layer}`
}

/** @returns the activation that a layer's outputs come from; null where it has no ends. */
export function endedActivation(spec: LayerSpec): EndedActivation | null {
  if (GATED.includes(spec.kind) || !('activation' in spec)) return null
  return ENDED.includes(spec.activation) ? (spec.activation as EndedActivation) : null
}

/**
 * As a training step sees the rows (statistics of the batch), but without noise, weights of classes or penalties.
 * Inputs: weights a group, the data's inputs, `y`. Outputs: see `gradientOutput` and `activationOutput`.
 */
export function buildLayerGraph(plan: ModelPlan): Graph {
  const builder = new GraphBuilder()
  const input = addInputs(builder, plan.inputs)
  const targets = addTargets(builder, plan, { input })
  const groups = addWeights(builder, plan.groups, 'setting')
  const parameter = lookUpMembers(groups)
  const options = { parameter, input, isTraining: true, isQuiet: true, keepsAll: true }
  const { logits, made } = lowerLayers(builder, plan, options)
  for (const { spec, index } of endedLayers(plan)) {
    const output = made[index]
    if (output) builder.output(activationOutput(spec.id), channelsLast(builder, output))
  }
  const loss = addLoss(builder, plan.head, { logits, targets, classWeights: null })
  const trained = groups.filter(({ group }) => group.isTrained)
  const members = trained.flatMap(({ group, weights, members }) =>
    group.members.map(({ name }, index) => ({ name, value: members[index] ?? weights })),
  )
  const gradients = differentiate(builder, loss, { targets: members.map(({ value }) => value) })
  for (const [index, { name }] of members.entries()) {
    const gradient = gradients[index]
    if (gradient) builder.output(gradientOutput(name), builder.op('sumOfSquares', [gradient]))
  }
  return simplify(builder.build())
}

/** @returns the layers that are looked at for dead and saturated units, with their places. */
export function endedLayers({ layers }: ModelPlan): (PlannedLayer & { readonly index: number })[] {
  return layers.flatMap((layer, index) => (endedActivation(layer.spec) === null ? [] : [{ ...layer, index }]))
}
