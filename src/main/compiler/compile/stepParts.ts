/** @file What every training step is made of besides its networks: the numbers it is fed, penalties, running statistics. */
import type { TrainingSpec } from '../../../shared/domain/trainingSpec'
import type { Graph, Value } from '../graph/graph'
import type { GraphBuilder } from '../graph/graphBuilder'
import { floats } from '../graph/tensorType'
import type { FedNumber } from '../optimizers/addOptimizer'
import { weightsName } from '../optimizers/groupParameters'
import type { StepNumber } from '../optimizers/optimizer'
import type { ParameterLookup, WeightGroup } from './addWeights'
import type { MaskSpec } from './lowerLayers'
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

export interface TrainingGraph {
  /** Outputs `loss` and the next value of every carried input. */
  readonly graph: Graph
  readonly masks: readonly MaskSpec[]
  readonly settings: readonly SettingSpec[]
  readonly schedules: readonly ScheduleSpec[]
  readonly hasClassWeights: boolean
}

/** What a layer did not move stays as it is. */
export function moveStatistics(
  builder: GraphBuilder,
  groups: readonly WeightGroup[],
  updates: ReadonlyMap<string, Value>,
): void {
  for (const { group, weights, members } of groups.filter(
    ({ group }) => !group.isTrained && !group.isFrozen,
  )) {
    const next = group.members.map(({ name }, index) => updates.get(name) ?? members[index] ?? weights)
    const [only = weights] = next
    builder.output(weightsName(group), next.length > 1 ? builder.op('pack', next) : only)
  }
}

export function addPenaltySettings(
  builder: GraphBuilder,
  { parameters }: ModelPlan,
  parameter: ParameterLookup,
) {
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

export function fixedNumbers(fed: readonly FedNumber[], training: TrainingSpec): SettingSpec[] {
  const state = { training, step: 1, learningRate: training.learningRate }
  return fed.filter(({ isScheduled }) => !isScheduled).map(({ name, at }) => ({ name, value: at(state) }))
}
