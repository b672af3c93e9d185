/** @file From several requests to one program that trains them all. */
import { emitForwardProgram } from '../backends/onnx/emitForwardProgram'
import { dropUnread, encodeModel } from '../backends/onnx/proto'
import type { CompiledModel, CompileRequest } from '../compile/compileModel'
import { buildEvaluationGraph } from '../compile/forwardGraphs'
import { planModel } from '../compile/modelPlan'
import { buildTrainingGraph } from '../compile/trainingGraph'
import { printGraph } from '../graph/printGraph'
import { stateNames } from '../optimizers/addOptimizer'
import { optimizerOf } from '../optimizers/registry'
import { emitPopulationProgram, hasPopulationRules } from './emitPopulationProgram'

/** A model that has no programs of its own. */
export type PopulationMember = Omit<CompiledModel, 'train' | 'evaluate'>

export interface CompiledPopulation {
  /** In the order of the requests; they differ in values only. */
  readonly members: readonly PopulationMember[]
  /** ONNX for so many members, see `emitPopulationProgram`. */
  train(members: number): Uint8Array
  /** ONNX of one member, as `CompiledModel.evaluate`. */
  readonly evaluate: Uint8Array
}

/** @returns null where the models are not of one structure, or have what only works for one at a time. */
export function compilePopulation(requests: readonly CompileRequest[]): CompiledPopulation | null {
  const members = requests.map(toMember)
  const [first] = members
  if (first === undefined || !members.every((member) => isLike(first, member)) || !canShare(first))
    return null
  return {
    members,
    train: (count) => encodeModel(dropUnread(emitPopulationProgram(first.step.graph, count))),
    evaluate: encodeModel(emitForwardProgram(buildEvaluationGraph(first.plan), 'evaluate')),
  }
}

/** Whether models of this structure can be trained by one program. */
export function canTrainTogether(request: CompileRequest): boolean {
  return canShare(toMember(request))
}

function toMember(request: CompileRequest): PopulationMember {
  const plan = planModel(request)
  const step = buildTrainingGraph(plan, request.training, request)
  const { parameters, groups } = plan
  return { plan, parameters, groups, optimizer: optimizerOf(request.training), step }
}

/** Two networks, or anything that a step carries besides weights and the optimizer's state, have no place in a population. */
function canShare({ plan, groups, optimizer, step: { graph } }: PopulationMember): boolean {
  const known = new Set(groups.flatMap((group) => stateNames(group, optimizer)))
  const carried = graph.inputs.filter(({ role }) => role === 'carried')
  return plan.judge === null && carried.every(({ name }) => known.has(name)) && hasPopulationRules(graph)
}

function isLike(first: PopulationMember, { step }: PopulationMember): boolean {
  return printGraph(step.graph) === printGraph(first.step.graph)
}
