/** @file One training step as a graph. */
import type { TrainingSpec } from '../../../shared/domain/trainingSpec'
import { differentiate } from '../autodiff/differentiate'
import type { Graph, Value } from '../graph/graph'
import { GraphBuilder } from '../graph/graphBuilder'
import { floats } from '../graph/tensorType'
import { addLoss, addPenalties, hasTargets } from '../losses/addLoss'
import { addOptimizer, type FedNumber } from '../optimizers/addOptimizer'
import { weightsName } from '../optimizers/groupParameters'
import type { StepNumber } from '../optimizers/optimizer'
import { simplify } from '../passes/simplify'
import { addInputs } from './addInputs'
import { addTargets } from './addTargets'
import { addWeights, lookUpMembers, type ParameterLookup, type WeightGroup } from './addWeights'
import { lowerLayers, type MaskSpec } from './lowerLayers'
import type { ModelPlan } from './modelPlan'

/** A number that is fed to every step of a run. */
export interface SettingSpec {
  readonly name: string
  readonly value: number
}

/** A number that is fed anew to every step. */
export interface ScheduleSpec {
  readonly name: string
  readonly at: StepNumber['at']
}

/** Input that holds a number a class; there only where classes are weighed. */
export const CLASS_WEIGHTS_INPUT = 'classWeights'

export interface TrainingGraph {
  /** Outputs `loss` and the next value of every carried input. */
  readonly graph: Graph
  readonly masks: readonly MaskSpec[]
  readonly settings: readonly SettingSpec[]
  readonly schedules: readonly ScheduleSpec[]
  readonly hasClassWeights: boolean
}

/** Inputs: those of the data, `y`, masks, weights, optimizer state and settings; none of the settings is built into the graph. */
export function buildTrainingGraph(plan: ModelPlan, training: TrainingSpec): TrainingGraph {
  const builder = new GraphBuilder()
  const input = addInputs(builder, plan.inputs)
  const targets = addTargets(builder, plan, input)
  const groups = addWeights(builder, plan.groups, 'carried')
  const parameter = lookUpMembers(groups)

  const { logits, masks, updates } = lowerLayers(builder, plan, { parameter, input, isTraining: true })
  const penalties = addPenaltySettings(builder, plan, parameter)
  const classWeights = addClassWeights(builder, plan, training)
  const batchLoss = addLoss(builder, plan.head, { logits, targets, classWeights })
  const loss = addPenalties(builder, batchLoss, penalties)
  builder.output('loss', loss)

  const trained = groups.filter(({ group }) => group.isTrained)
  const learnt = trained.flatMap(({ members }) => members)
  const gradients = differentiate(builder, loss, learnt)
  const fed = addOptimizer(builder, training, { groups: trained, gradients })
  moveStatistics(builder, groups, updates)

  const settings = [...fixedNumbers(fed, training), ...penalties.map(({ name, value }) => ({ name, value }))]
  const schedules = fed.filter(({ isScheduled }) => isScheduled).map(({ name, at }) => ({ name, at }))
  const hasClassWeights = classWeights !== null
  return { graph: simplify(builder.build()), masks, settings, schedules, hasClassWeights }
}

/** What a layer did not move stays as it is. */
function moveStatistics(
  builder: GraphBuilder,
  groups: readonly WeightGroup[],
  updates: ReadonlyMap<string, Value>,
): void {
  for (const { group, weights, members } of groups.filter(({ group }) => !group.isTrained)) {
    const next = group.members.map(({ name }, index) => updates.get(name) ?? members[index] ?? weights)
    const [only = weights] = next
    builder.output(weightsName(group), next.length > 1 ? builder.op('pack', next) : only)
  }
}

/** Evaluation does not weigh, as Keras does not: the loss on the validation rows stays comparable. */
function addClassWeights(
  builder: GraphBuilder,
  { head }: ModelPlan,
  { classWeights }: TrainingSpec,
): Value | null {
  if (classWeights === 'none' || head.goal === 'regression' || !hasTargets(head)) return null
  return builder.input(CLASS_WEIGHTS_INPUT, 'setting', floats(Math.max(2, head.units)))
}

function addPenaltySettings(builder: GraphBuilder, { parameters }: ModelPlan, parameter: ParameterLookup) {
  const kinds = ['l2', 'l1'] as const
  return parameters.flatMap((spec) =>
    kinds
      .filter((kind) => spec[kind] > 0)
      .map((kind) => {
        const name = `${kind}:${spec.name}`
        const factor = builder.input(name, 'setting', floats())
        return { kind, name, value: spec[kind], weights: parameter(spec.name), factor }
      }),
  )
}

function fixedNumbers(fed: readonly FedNumber[], training: TrainingSpec): SettingSpec[] {
  const state = { training, step: 1, learningRate: training.learningRate }
  return fed.filter(({ isScheduled }) => !isScheduled).map(({ name, at }) => ({ name, value: at(state) }))
}
