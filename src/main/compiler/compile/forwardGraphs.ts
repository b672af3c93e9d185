/** @file The graphs that only look: evaluating a table with targets, and predicting. */
import { invariant } from '../../../shared/errors/appError'
import type { Graph } from '../graph/graph'
import { GraphBuilder } from '../graph/graphBuilder'
import { floats, sizeOf } from '../graph/tensorType'
import { channelsLast } from '../layers/feature'
import { addLoss, addPredictions } from '../losses/addLoss'
import { addDirections } from '../losses/directions'
import { simplify } from '../passes/simplify'
import { addInputs } from './addInputs'
import { buildAdversarialJudgement } from './adversarialJudgement'
import { addTargets } from './addTargets'
import { addWeights, lookUp, lookUpMembers, type ParameterLookup } from './addWeights'
import { findProxies } from './findProxies'
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

/**
 * The same, but the output is a direction a row, [rows, numbers]: that of an embedding, or of what stands before the last layer of
 * any other model, by which rows can be compared that it was not trained to tell apart.
 */
export function buildEmbeddingGraph(plan: ModelPlan): Graph {
  if (plan.head.goal === 'embedding') return buildPredictionGraph(plan)
  const builder = new GraphBuilder()
  const input = addInputs(builder, plan.inputs)
  const parameter = lookUp(addParameters(builder, plan))
  const { made } = lowerLayers(builder, plan, { parameter, input, isTraining: false, keepsAll: true })
  const [source] = plan.layers.at(-1)?.sources ?? []
  const last = source?.kind === 'data' ? input(source.input) : made[source?.index ?? -1]
  invariant(last, 'the last layer reads something')
  const row = channelsLast(builder, last)
  const shape = ['batch', embeddingSize(plan)] as const
  builder.output('predictions', addDirections(builder, builder.op('reshape', [row], { shape })))
  return simplify(builder.build())
}

/** Numbers that `buildEmbeddingGraph` makes of a row. */
export function embeddingSize({ head, layers }: ModelPlan): number {
  return head.goal === 'embedding' ? head.units : sizeOf(layers.at(-1)?.place.inputShape ?? [])
}

function buildJudgement(plan: ModelPlan, addLookup: AddLookup): Graph {
  if (plan.judge !== null) return buildAdversarialJudgement(plan, addLookup)
  const builder = new GraphBuilder()
  const input = addInputs(builder, plan.inputs)
  const targets = addTargets(builder, plan, { input })
  const parameter = addLookup(builder, plan)
  const { logits } = lowerLayers(builder, plan, { parameter, input, isTraining: false })
  builder.output(
    'loss',
    addLoss(builder, plan.head, {
      ...{ logits, targets, classWeights: null },
      ...findProxies(plan, parameter),
    }),
  )
  builder.output('predictions', addPredictions(builder, plan.head, logits))
  return simplify(builder.build())
}

function addParameters(builder: GraphBuilder, { parameters }: ModelPlan) {
  return parameters.map(
    ({ name, shape }) => [name, builder.input(name, 'setting', floats(...shape))] as const,
  )
}
