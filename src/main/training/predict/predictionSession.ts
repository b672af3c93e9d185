/** @file An ONNX model ready to answer, on the CPU. */
import type { Tensor } from 'onnxruntime-node'
import { invariant } from '../../../shared/errors/appError'

/** Row-major values of an input. */
export type InputTensor =
  | { readonly dataType: 'float32'; readonly values: Float32Array; readonly shape: readonly number[] }
  | { readonly dataType: 'string'; readonly values: readonly string[]; readonly shape: readonly number[] }

export type OutputTensors = Readonly<Record<string, Tensor>>

export interface PredictionSession {
  /** In the order of the graph. */
  readonly inputNames: readonly string[]
  run(feeds: Readonly<Record<string, InputTensor>>): Promise<OutputTensors>
  dispose(): Promise<void>
}

export async function openPredictionSession(onnx: Uint8Array): Promise<PredictionSession> {
  // Loaded when first needed: the core starts without it.
  const { InferenceSession, Tensor } = await import('onnxruntime-node')
  const session = await InferenceSession.create(onnx, { executionProviders: ['cpu'], logSeverityLevel: 3 })
  const toTensor = (input: InputTensor): Tensor =>
    input.dataType === 'string'
      ? new Tensor('string', [...input.values], input.shape)
      : new Tensor('float32', input.values, input.shape)
  return {
    inputNames: session.inputNames,
    run: (feeds) =>
      session.run(Object.fromEntries(Object.entries(feeds).map(([name, input]) => [name, toTensor(input)]))),
    dispose: () => session.release(),
  }
}

/** @throws {bug/invariant} when the output is not of float32. */
export function floatsOf(tensor: Tensor | undefined): Float32Array {
  invariant(tensor?.data instanceof Float32Array, 'an output of a model is float32')
  return tensor.data
}
