/** @file How two networks stand against each other, without learning. */
import { latentInput } from '../../../shared/domain/modelInput'
import { invariant } from '../../../shared/errors/appError'
import type { Graph, Value } from '../graph/graph'
import { GraphBuilder } from '../graph/graphBuilder'
import { floats } from '../graph/tensorType'
import { feature } from '../layers/feature'
import { addPredictions } from '../losses/addLoss'
import { gameOf } from '../losses/adversarialLosses'
import { simplify } from '../passes/simplify'
import { addInputs, rowsName, type InputLookup } from './addInputs'
import type { ParameterLookup } from './addWeights'
import { lowerLayers } from './lowerLayers'
import { shapeRows } from './madeRows'
import type { ModelPlan } from './modelPlan'

/**
 * Inputs: weights a group of both networks (or every parameter by its name), the data's inputs, and random numbers `x:latent`.
 * Outputs: `loss` of the maker, `discriminatorLoss`, and `predictions`, the rows made.
 */
export function buildAdversarialJudgement(
  plan: ModelPlan,
  addLookup: (builder: GraphBuilder, plan: ModelPlan) => ParameterLookup,
): Graph {
  const { judge } = plan
  invariant(judge, 'a generator is trained against a judge')
  const builder = new GraphBuilder()
  const [latent = latentInput(1)] = plan.inputs
  const input = addInputs(builder, judge.inputs)
  const random = feature(builder.input(rowsName(latent), 'rows', floats('batch', ...latent.shape)))
  const [makerWeights, judgeWeights] = [addLookup(builder, plan), addLookup(builder, judge)]
  const { logits } = lowerLayers(builder, plan, {
    ...{ parameter: makerWeights, input: () => random, isTraining: false },
  })
  const row = addPredictions(builder, plan.head, logits)
  const made = shapeRows(builder, plan, row)
  const judgeRows = (rows: InputLookup): Value =>
    lowerLayers(builder, judge, { parameter: judgeWeights, input: rows, isTraining: false }).logits
  const [realLogits, madeLogits] = [judgeRows(input), judgeRows(() => made)]
  const game = gameOf(plan.head.loss)
  builder.output('loss', game.maker(builder, madeLogits))
  builder.output('discriminatorLoss', game.judge(builder, realLogits, madeLogits, 0))
  builder.output('predictions', row)
  return simplify(builder.build())
}
