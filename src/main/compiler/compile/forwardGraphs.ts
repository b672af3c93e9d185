/** @file The graphs that only look: evaluating a table with targets, and predicting. */
import type { Graph } from '../graph/graph'
import { GraphBuilder } from '../graph/graphBuilder'
import { floats } from '../graph/tensorType'
import { addLoss, addPredictions } from '../losses/addLoss'
import { simplify } from '../passes/simplify'
import { addInputs } from './addInputs'
import { buildAdversarialJudgement } from './adversarialJudgement'
import { addTargets } from './addTargets'
import { addWeights, lookUp, lookUpMembers, type ParameterLookup } from './addWeights'
import { lowerLayers } from './lowerLayers'
import type { ModelPlan } from './modelPlan'

/** Adds the weights of a network as inputs. @returns how its parameters are found. */
type AddLookup = (builder: GraphBuilder, plan: ModelPlan) => ParameterLookup

/** Inputs: weights a group, the data's inputs, `y`. Outputs: `loss` without penalties, and `predictions`. */
export function buildEvaluationGraph(plan: ModelPlan): Graph {
  return buildJudgement(plan, (builder, { groups }) => lookUpMembers(addWeights(builder, groups, 'setting')))
}

/** The same, but with every parameter by its own name. */
export function buildTestGraph(plan: ModelPlan): Graph {
  return buildJudgement(plan, (builder, network) => lookUp(addParameters(builder, network)))
}

/** Inputs: every parameter by its own name, and the data's inputs. Output: `predictions`. */
export function buildPredictionGraph(plan: ModelPlan): Graph {
  const builder = new GraphBuilder()
  const input = addInputs(builder, plan.inputs)
  const parameter = lookUp(addParameters(builder, plan))
  const { logits } = lowerLayers(builder, plan, { parameter, input, isTraining: false })
  builder.output('predictions', addPredictions(builder, plan.head, logits))
  return simplify(builder.build())
}

function buildJudgement(plan: ModelPlan, addLookup: AddLookup): Graph {
  if (plan.judge !== null) return buildAdversarialJudgement(plan, addLookup)
  const builder = new GraphBuilder()
  const input = addInputs(builder, plan.inputs)
  const targets = addTargets(builder, plan, { input })
  const parameter = addLookup(builder, plan)
  const { logits } = lowerLayers(builder, plan, { parameter, input, isTraining: false })
  builder.output('loss', addLoss(builder, plan.head, { logits, targets, classWeights: null }))
  builder.output('predictions', addPredictions(builder, plan.head, logits))
  return simplify(builder.build())
}

function addParameters(builder: GraphBuilder, { parameters }: ModelPlan) {
  return parameters.map(
    ({ name, shape }) => [name, builder.input(name, 'setting', floats(...shape))] as const,
  )
}
