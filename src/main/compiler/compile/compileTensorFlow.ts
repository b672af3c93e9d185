/** @file From a model spec to a TensorFlow graph that trains. */
import { emitProgram } from '../backends/tensorflow/emitProgram'
import type { TensorFlowProgram } from '../backends/tensorflow/program'
import { compileGraphs, type CompiledModel, type CompileRequest } from './compileModel'

export interface CompiledTensorFlow extends Omit<CompiledModel, 'train' | 'evaluate'> {
  readonly program: TensorFlowProgram
}

/** @throws {model/invalid} with the path of the first diagnostic. */
export function compileTensorFlow(request: Omit<CompileRequest, 'device'>): CompiledTensorFlow {
  const { evaluation, ...compiled } = compileGraphs(request)
  return { ...compiled, program: emitProgram(compiled.step.graph, evaluation) }
}
