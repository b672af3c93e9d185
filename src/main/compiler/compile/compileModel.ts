/** @file From a model spec to programs. */
import type { TrainingSpec } from '../../../shared/domain/trainingSpec'
import { AppError } from '../../../shared/errors/appError'
import { emitForwardProgram } from '../backends/onnx/emitForwardProgram'
import { emitTrainProgram } from '../backends/onnx/emitTrainProgram'
import { encodeModel } from '../backends/onnx/proto'
import type { Optimizer } from '../optimizers/optimizer'
import { optimizerOf } from '../optimizers/registry'
import { buildEvaluationGraph, buildTestGraph } from './forwardGraphs'
import { inspectModel } from './inspectModel'
import { planModel, type ModelPlan, type ModelRequest } from './modelPlan'
import { buildTrainingGraph, type TrainingGraph } from './trainingGraph'

export interface CompileRequest extends ModelRequest {
  readonly training: TrainingSpec
}

export interface CompiledModel {
  readonly plan: ModelPlan
  readonly optimizer: Optimizer
  /** What the training program is fed besides data: masks and settings. */
  readonly step: TrainingGraph
  /** ONNX, see `emitTrainProgram`. */
  readonly train: Uint8Array
  /** ONNX; inputs: weights a group, `x`, `y`; outputs: `loss`, `predictions`. */
  readonly evaluate: Uint8Array
}

/** @throws {model/invalid} with the path of the first diagnostic. */
export function compileModel(request: CompileRequest): CompiledModel {
  checkShapes(request)
  const plan = planModel(request)
  const step = buildTrainingGraph(plan, request.training)
  const evaluation = buildEvaluationGraph(plan)
  return {
    plan,
    optimizer: optimizerOf(request.training),
    step,
    train: encodeModel(emitTrainProgram(step.graph)),
    evaluate: encodeModel(emitForwardProgram(evaluation, 'evaluate')),
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

function checkShapes(request: CompileRequest): void {
  const { batchSize, optimizer } = request.training
  const [first] = inspectModel({ ...request, batchSize, optimizer }).diagnostics
  if (first) throw new AppError('model/invalid', { path: first.path })
}
