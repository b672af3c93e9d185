/** @file One training step as a graph. */
import type { TrainingSpec } from '../../../shared/domain/trainingSpec'
import { differentiate } from '../autodiff/differentiate'
import type { Value } from '../graph/graph'
import { GraphBuilder } from '../graph/graphBuilder'
import { floats } from '../graph/tensorType'
import { addLoss, addPenalties, hasTargets } from '../losses/addLoss'
import { type Distillation, distilledLoss } from '../losses/distilledLoss'
import { addOptimizer } from '../optimizers/addOptimizer'
import type { ParameterGroup } from '../optimizers/groupParameters'
import { simplify } from '../passes/simplify'
import { addInputs } from './addInputs'
import { addTargets, type TargetOptions } from './addTargets'
import { buildAdversarialGraph } from './adversarialGraph'
import { addWeights, lookUpMembers, type WeightGroup } from './addWeights'
import { findProxies } from './findProxies'
import { lowerLayers } from './lowerLayers'
import type { ModelPlan } from './modelPlan'
import { addPenaltySettings, fixedNumbers, moveStatistics, type TrainingGraph } from './stepParts'

export type { ScheduleSpec, SettingSpec, TrainingGraph } from './stepParts'

/** Input that holds a number a class; there only where classes are weighed. */
export const CLASS_WEIGHTS_INPUT = 'classWeights'

/** Input that holds a number a row; there only where rows are weighed. */
export const ROW_WEIGHTS_INPUT = 'rowWeights'

/** Input that holds, a row, what a teacher answers: softened shares of the classes, or a scaled number. */
export const TEACHER_INPUT = 'teacher'

/** Input of a group of which weights are zero for good. */
export function pruningName({ name }: ParameterGroup): string {
  return `pruning:${name}`
}

/** What is particular to the rows that are trained on. */
export interface RowOptions extends TargetOptions {
  /** Whether they weigh differently. @default false */
  readonly hasRowWeights?: boolean
  /** Whether weights may be held at zero, see `pruningName`. @default false */
  readonly isPruned?: boolean
  /** Whether a teacher answers, too. @default nobody does */
  readonly teacher?: Distillation
}

/** Inputs: those of the data, `y`, masks, weights, optimizer state and settings; none of the settings is built into the graph. */
export function buildTrainingGraph(
  plan: ModelPlan,
  training: TrainingSpec,
  options: RowOptions = {},
): TrainingGraph {
  const { hasRowWeights = false, hasSharedTargets = false, isPruned = false, teacher } = options
  if (plan.judge !== null) return buildAdversarialGraph(plan, training)
  const builder = new GraphBuilder()
  const input = addInputs(builder, plan.inputs)
  const targets = addTargets(builder, plan, { input, hasSharedTargets })
  const groups = addWeights(builder, plan.groups, 'carried')
  const parameter = lookUpMembers(groups)

  const { logits, masks, updates } = lowerLayers(builder, plan, { parameter, input, isTraining: true })
  const penalties = addPenaltySettings(builder, plan, parameter)
  const classWeights = addClassWeights(builder, plan, training)
  const weighed = hasRowWeights && hasTargets(plan.head) && plan.head.goal !== 'embedding'
  const rowWeights = weighed
    ? { rowWeights: builder.input(ROW_WEIGHTS_INPUT, 'rows', floats('batch', 1)) }
    : {}
  const batchLoss = addLoss(builder, plan.head, {
    ...{ logits, targets, classWeights, ...rowWeights },
    ...findProxies(plan, parameter),
  })
  const taught = teacher ? addTeacher(builder, plan.head, { logits, batchLoss, teacher }) : batchLoss
  const loss = addPenalties(builder, taught, penalties)
  builder.output('loss', loss)

  const trained = groups.filter(({ group }) => group.isTrained)
  const learnt = trained.flatMap(({ members }) => members)
  const gradients = differentiate(builder, loss, { targets: learnt })
  const pruned = isPruned ? trained.map((one) => addPruning(builder, one)) : trained
  const { fed } = addOptimizer(builder, training, { groups: pruned, gradients })
  moveStatistics(builder, groups, updates)

  const settings = [...fixedNumbers(fed, training), ...penalties.map(({ name, value }) => ({ name, value }))]
  const schedules = fed.filter(({ isScheduled }) => isScheduled).map(({ name, at }) => ({ name, at }))
  const hasClassWeights = classWeights !== null
  return { graph: simplify(builder.build()), masks, settings, schedules, hasClassWeights }
}

function addTeacher(
  builder: GraphBuilder,
  head: ModelPlan['head'],
  { logits, batchLoss, teacher }: { logits: Value; batchLoss: Value; teacher: Distillation },
): Value {
  const answers = builder.input(TEACHER_INPUT, 'rows', floats('batch', head.units))
  return distilledLoss(builder, head, { ...teacher, logits, answers, loss: batchLoss })
}

function addPruning(builder: GraphBuilder, learnt: WeightGroup) {
  const { group } = learnt
  return { ...learnt, pruning: builder.input(pruningName(group), 'setting', floats(...group.shape)) }
}

/** Evaluation does not weigh, as Keras does not: the loss on the validation rows stays comparable. */
function addClassWeights(
  builder: GraphBuilder,
  { head }: ModelPlan,
  { classWeights }: TrainingSpec,
): Value | null {
  const isOfClasses = head.goal === 'binary' || head.goal === 'multiclass'
  if (classWeights === 'none' || !isOfClasses) return null
  return builder.input(CLASS_WEIGHTS_INPUT, 'setting', floats(Math.max(2, head.units)))
}
