/** @file An ONNX model ready to answer, on the CPU. */
import type { Tensor } from 'onnxruntime-node'
import { invariant } from '../../../shared/errors/appError'

type Values =
  | { readonly dataType: 'float32'; readonly values: Float32Array }
  | { readonly dataType: 'float64'; readonly values: Float64Array }
  | { readonly dataType: 'int64'; readonly values: BigInt64Array }
  | { readonly dataType: 'uint8'; readonly values: Uint8Array }
  | { readonly dataType: 'string'; readonly values: readonly string[] }

/** Row-major values of an input. */
export type InputTensor = Values & { readonly shape: readonly number[] }

export type OutputTensors = Readonly<Record<string, Tensor>>

export interface PredictionSession {
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
      : new Tensor(input.dataType, input.values, input.shape)
  return {
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
