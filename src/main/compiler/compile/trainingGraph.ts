/** @file One training step as a graph. */
import type { TrainingSpec } from '../../../shared/domain/trainingSpec'
import { differentiate } from '../autodiff/differentiate'
import type { Graph } from '../graph/graph'
import { GraphBuilder } from '../graph/graphBuilder'
import { floats } from '../graph/tensorType'
import { addLoss, addPenalties, targetType } from '../losses/addLoss'
import { addOptimizer } from '../optimizers/addOptimizer'
import type { Optimizer } from '../optimizers/optimizer'
import { optimizerOf } from '../optimizers/registry'
import { simplify } from '../passes/simplify'
import { addWeights, lookUpMembers, type ParameterLookup } from './addWeights'
import { lowerLayers, type MaskSpec } from './lowerLayers'
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
  const groups = addWeights(builder, plan.groups, 'carried')
  const parameter = lookUpMembers(groups)

  const { logits, masks } = lowerLayers(builder, plan, { parameter, x, isTraining: true })
  const penalties = addPenaltySettings(builder, plan, parameter)
  const loss = addPenalties(builder, addLoss(builder, plan.head, { logits, targets }), penalties)
  builder.output('loss', loss)

  const learnt = groups.flatMap(({ members }) => members)
  const gradients = differentiate(builder, loss, learnt)
  const optimizer = optimizerOf(training)
  addOptimizer(builder, optimizer, { groups, gradients })

  const settings = [
    ...optimizerSettings(optimizer, training),
    ...penalties.map(({ name, value }) => ({ name, value })),
  ]
  return { graph: simplify(builder.build()), masks, settings }
}

function addPenaltySettings(builder: GraphBuilder, { parameters }: ModelPlan, parameter: ParameterLookup) {
  return parameters
    .filter(({ l2 }) => l2 > 0)
    .map(({ name, l2: value }) => {
      const l2 = builder.input(`l2:${name}`, 'setting', floats())
      return { name: `l2:${name}`, value, weights: parameter(name), l2 }
    })
}

function optimizerSettings(optimizer: Optimizer, training: TrainingSpec): SettingSpec[] {
  return [
    ...(optimizer.isScheduled ? [] : [{ name: 'stepSize', value: optimizer.stepSize(training, 1) }]),
    ...(optimizer.rule === 'momentum' ? [{ name: 'momentum', value: training.momentum }] : []),
  ]
}
