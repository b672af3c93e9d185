/** @file The graphs that only look: evaluating a table with targets, and predicting. */
import type { Graph } from '../graph/graph'
import { GraphBuilder } from '../graph/graphBuilder'
import { floats } from '../graph/tensorType'
import { activate } from '../layers/activations'
import { addLoss, targetType } from '../losses/addLoss'
import { simplify } from '../passes/simplify'
import { addWeights, lookUp, lookUpMembers } from './addWeights'
import { lowerLayers } from './lowerLayers'
import type { ModelPlan } from './modelPlan'

/** Inputs: weights a group, `x`, `y`. Outputs: `loss` without penalties, and `predictions`. */
export function buildEvaluationGraph(plan: ModelPlan): Graph {
  const builder = new GraphBuilder()
  const x = builder.input('x', 'rows', floats('batch', plan.featureCount))
  const targets = builder.input('y', 'rows', targetType(plan.head))
  const parameter = lookUpMembers(addWeights(builder, plan.groups, 'setting'))
  const { logits } = lowerLayers(builder, plan, { parameter, x, isTraining: false })
  builder.output('loss', addLoss(builder, plan.head, { logits, targets }))
  builder.output('predictions', activate(builder, plan.head.activation, logits))
  return simplify(builder.build())
}

/** Inputs: every parameter by its own name, and `x`. Output: `predictions`. */
export function buildPredictionGraph(plan: ModelPlan): Graph {
  const builder = new GraphBuilder()
  const x = builder.input('x', 'rows', floats('batch', plan.featureCount))
  const parameter = lookUp(
    plan.parameters.map(
      ({ name, shape }) => [name, builder.input(name, 'setting', floats(...shape))] as const,
    ),
  )
  const { logits } = lowerLayers(builder, plan, { parameter, x, isTraining: false })
  builder.output('predictions', activate(builder, plan.head.activation, logits))
  return simplify(builder.build())
}
