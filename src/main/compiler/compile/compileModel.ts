/** @file From a model spec to programs. */
import type { OnnxDevice } from '../../../shared/domain/device'
import type { TrainingSpec } from '../../../shared/domain/trainingSpec'
import { AppError } from '../../../shared/errors/appError'
import { emitForwardProgram } from '../backends/onnx/emitForwardProgram'
import { emitStepProgram } from '../backends/onnx/emitStepProgram'
import { emitTrainProgram } from '../backends/onnx/emitTrainProgram'
import { dropUnread, encodeModel } from '../backends/onnx/proto'
import type { Graph } from '../graph/graph'
import type { ParameterSpec } from '../layers/parameter'
import type { ParameterGroup } from '../optimizers/groupParameters'
import type { Optimizer } from '../optimizers/optimizer'
import { optimizerOf } from '../optimizers/registry'
import { buildEmbeddingGraph, buildEvaluationGraph, buildTestGraph } from './forwardGraphs'
import { diagnoseModel } from './inspectModel'
import { buildLayerGraph } from './layerGraph'
import { networksOf, planModel, type ModelPlan, type ModelRequest } from './modelPlan'
import { buildTrainingGraph, type RowOptions, type TrainingGraph } from './trainingGraph'

export interface CompileRequest extends ModelRequest, RowOptions {
  readonly training: TrainingSpec
  /** What the programs will run on. @default 'cpu' */
  readonly device?: OnnxDevice
}

export interface CompiledModel {
  readonly plan: ModelPlan
  /** Of all networks. */
  readonly parameters: readonly ParameterSpec[]
  readonly groups: readonly ParameterGroup[]
  readonly optimizer: Optimizer
  /** What the training program is fed besides data: masks and settings. */
  readonly step: TrainingGraph
  /** ONNX: a loop over steps on the processor, a single step elsewhere; see `emitTrainProgram` and `emitStepProgram`. */
  readonly train: Uint8Array
  /** ONNX; inputs: weights a group, `x`, `y`; outputs: `loss`, `predictions`. */
  readonly evaluate: Uint8Array
}

/** @throws {model/invalid} with the path of the first diagnostic. */
export function compileModel(request: CompileRequest): CompiledModel {
  const { evaluation, ...compiled } = compileGraphs(request)
  const { graph } = compiled.step
  const { device = 'cpu' } = request
  const train = device === 'cpu' ? emitTrainProgram(graph) : emitStepProgram(graph, device)
  return {
    ...compiled,
    train: encodeModel(dropUnread(train)),
    evaluate: encodeModel(emitForwardProgram(evaluation, 'evaluate', { device })),
  }
}

/** A model before a back end has seen it. */
export interface CompiledGraphs extends Omit<CompiledModel, 'train' | 'evaluate'> {
  readonly evaluation: Graph
}

/** @throws {model/invalid} with the path of the first diagnostic. */
export function compileGraphs(request: Omit<CompileRequest, 'device'>): CompiledGraphs {
  checkShapes(request)
  const plan = planModel(request)
  const networks = networksOf(plan)
  return {
    plan,
    parameters: networks.flatMap(({ parameters }) => parameters),
    groups: networks.flatMap(({ groups }) => groups),
    optimizer: optimizerOf(request.training),
    step: buildTrainingGraph(plan, request.training, request),
    evaluation: buildEvaluationGraph(plan),
  }
}

export interface CompiledTest {
  readonly plan: ModelPlan
  /** ONNX; inputs: every parameter by its own name, `x`, `y`; outputs: `loss`, `predictions`. */
  readonly program: Uint8Array
}

/** For weights that were stored by name. */
export function compileTest(request: ModelRequest): CompiledTest {
  const plan = planModel(request)
  return { plan, program: encodeModel(emitForwardProgram(buildTestGraph(plan), 'test')) }
}

/** For comparing rows; inputs: every parameter by its own name, and the data's. Output: `predictions`, a direction a row. */
export function compileEmbedding(request: ModelRequest): CompiledTest {
  const plan = planModel(request)
  return { plan, program: encodeModel(emitForwardProgram(buildEmbeddingGraph(plan), 'embedding')) }
}

/** For looking at a network from within; the outputs are told by `gradientOutput` and `activationOutput`. */
export function compileLayers(plan: ModelPlan): Uint8Array {
  return encodeModel(emitForwardProgram(buildLayerGraph(plan), 'layers'))
}

function checkShapes(request: Omit<CompileRequest, 'device'>): void {
  const [first] = diagnoseModel(request)
  if (first) throw new AppError('model/invalid', { path: first.path })
}
