/** @file From several requests to one program that trains them all. */
import { emitForwardProgram } from '../backends/onnx/emitForwardProgram'
import { encodeModel } from '../backends/onnx/proto'
import type { CompileRequest } from '../compile/compileModel'
import { buildEvaluationGraph } from '../compile/forwardGraphs'
import { planModel, type ModelPlan } from '../compile/modelPlan'
import { buildTrainingGraph, type TrainingGraph } from '../compile/trainingGraph'
import { printGraph } from '../graph/printGraph'
import type { Optimizer } from '../optimizers/optimizer'
import { optimizerOf } from '../optimizers/registry'
import { emitPopulationProgram, hasPopulationRules } from './emitPopulationProgram'

/** A member: its plan differs from the others' in values only. */
export interface PopulationMember {
  readonly plan: ModelPlan
  readonly step: TrainingGraph
}

export interface CompiledPopulation {
  readonly members: readonly PopulationMember[]
  readonly optimizer: Optimizer
  /** ONNX for so many members, see `emitPopulationProgram`. */
  train(members: number): Uint8Array
  /** ONNX of one member, as `CompiledModel.evaluate`. */
  readonly evaluate: Uint8Array
}

/** @returns null where the models are not of one structure, or have an op that only works for one at a time. */
export function compilePopulation(requests: readonly CompileRequest[]): CompiledPopulation | null {
  const members = requests.map((request): PopulationMember => {
    const plan = planModel(request)
    return { plan, step: buildTrainingGraph(plan, request.training) }
  })
  const [first] = members
  const [request] = requests
  if (first === undefined || request === undefined || !isOneStructure(members)) return null
  const { graph } = first.step
  if (!hasPopulationRules(graph)) return null
  return {
    members,
    optimizer: optimizerOf(request.training),
    train: (count) => encodeModel(emitPopulationProgram(graph, count)),
    evaluate: encodeModel(emitForwardProgram(buildEvaluationGraph(first.plan), 'evaluate')),
  }
}

function isOneStructure(members: readonly PopulationMember[]): boolean {
  const texts = members.map(({ step }) => printGraph(step.graph))
  return texts.every((text) => text === texts[0])
}
