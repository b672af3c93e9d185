/** @file The graphs that only look: evaluating a table with targets, and predicting. */
import type { Graph, Value } from '../graph/graph'
import { GraphBuilder } from '../graph/graphBuilder'
import { floats } from '../graph/tensorType'
import { activate } from '../layers/activations'
import { addLoss, targetType } from '../losses/addLoss'
import { simplify } from '../passes/simplify'
import { addWeights, lowerLayers } from './lowerLayers'
import type { ModelPlan } from './modelPlan'

/** Inputs: weights a group, `x`, `y`. Outputs: `loss` without penalties, and `predictions`. */
export function buildEvaluationGraph(plan: ModelPlan): Graph {
  const builder = new GraphBuilder()
  const x = builder.input('x', 'rows', floats('batch', plan.featureCount))
  const targets = builder.input('y', 'rows', targetType(plan.head))
  const { parameters } = addWeights(builder, plan, 'setting')
  const { logits } = lowerLayers(builder, plan, { parameters, x, isTraining: false })
  builder.output('loss', addLoss(builder, plan.head, { logits, targets }))
  builder.output('predictions', activate(builder, plan.head.activation, logits))
  return simplify(builder.build())
}

/** Inputs: every parameter by its own name, and `x`. Output: `predictions`. */
export function buildPredictionGraph(plan: ModelPlan): Graph {
  const builder = new GraphBuilder()
  const x = builder.input('x', 'rows', floats('batch', plan.featureCount))
  const parameters = new Map<string, Value>(
    plan.parameters.map(({ name, shape }) => [name, builder.input(name, 'setting', floats(...shape))]),
  )
  const { logits } = lowerLayers(builder, plan, { parameters, x, isTraining: false })
  builder.output('predictions', activate(builder, plan.head.activation, logits))
  return simplify(builder.build())
}
