/** @file One training step as a graph. */
import type { TrainingSpec } from '../../../shared/domain/trainingSpec'
import { invariant } from '../../../shared/errors/appError'
import { differentiate } from '../autodiff/differentiate'
import type { Graph, Value } from '../graph/graph'
import { GraphBuilder } from '../graph/graphBuilder'
import { floats } from '../graph/tensorType'
import { addLoss, addPenalties, targetType } from '../losses/addLoss'
import { addOptimizer } from '../optimizers/addOptimizer'
import { optimizerOf } from '../optimizers/registry'
import { simplify } from '../passes/simplify'
import { addWeights, lowerLayers, type MaskSpec } from './lowerLayers'
import type { ModelPlan } from './modelPlan'

/** A number that is fed to every step of a run. */
export interface SettingSpec {
  readonly name: string
  readonly value: number
}

export interface TrainingGraph {
  /** Outputs `loss` and the next value of every carried input. */
  readonly graph: Graph
  readonly masks: readonly MaskSpec[]
  readonly settings: readonly SettingSpec[]
}

/** Inputs `x`, `y`, masks, weights, optimizer state and settings; none of the settings is built into the graph. */
export function buildTrainingGraph(plan: ModelPlan, training: TrainingSpec): TrainingGraph {
  const builder = new GraphBuilder()
  const x = builder.input('x', 'rows', floats('batch', plan.featureCount))
  const targets = builder.input('y', 'rows', targetType(plan.head))
  const { groups, parameters } = addWeights(builder, plan, 'carried')
  const { logits, masks } = lowerLayers(builder, plan, { parameters, x, isTraining: true })

  const penalties = addPenaltySettings(builder, plan, parameters)
  const loss = addPenalties(builder, addLoss(builder, plan.head, { logits, targets }), penalties)
  builder.output('loss', loss)

  const learnt = plan.groups.flatMap(({ members }) => members)
  const values = learnt.map(({ name }) => parameters.get(name)).filter((value) => value !== undefined)
  const gradients = differentiate(builder, loss, values)
  const optimizer = optimizerOf(training)
  addOptimizer(builder, optimizer, groupGradients(plan, groups, gradients))

  return {
    graph: simplify(builder.build()),
    masks,
    settings: [
      ...(optimizer.isScheduled ? [] : [{ name: 'stepSize', value: optimizer.stepSize(training, 1) }]),
      ...(optimizer.rule === 'momentum' ? [{ name: 'momentum', value: training.momentum }] : []),
      ...penalties.map(({ name, value }) => ({ name, value })),
    ],
  }
}

function addPenaltySettings(builder: GraphBuilder, plan: ModelPlan, parameters: ReadonlyMap<string, Value>) {
  return plan.parameters
    .filter(({ l2 }) => l2 > 0)
    .map(({ name, l2: value }) => {
      const weights = parameters.get(name)
      invariant(weights, `${name} is no parameter`)
      return { name: `l2:${name}`, value, weights, l2: builder.input(`l2:${name}`, 'setting', floats()) }
    })
}

function groupGradients(plan: ModelPlan, weights: readonly Value[], gradients: readonly Value[]) {
  let start = 0
  return plan.groups.map((group, index) => {
    const value = weights[index]
    invariant(value, 'every group has its weights')
    const own = gradients.slice(start, start + group.members.length)
    start += group.members.length
    return { group, weights: value, gradients: own }
  })
}
