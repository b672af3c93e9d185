/** @file A graph of the compiler as an ONNX program in ONNX Runtime, for tests that compare it with the reference. */
import { InferenceSession, Tensor as OrtTensor } from 'onnxruntime-node'
import { emitForwardProgram } from '../../src/main/compiler/backends/onnx/emitForwardProgram'
import { encodeModel } from '../../src/main/compiler/backends/onnx/proto'
import type { Graph } from '../../src/main/compiler/graph/graph'
import type { Tensor } from '../../src/main/compiler/reference/tensor'
import type { OnnxDevice } from '../../src/shared/domain/device'

export function toOrt({ shape, values }: Tensor, element: string): OrtTensor {
  return element === 'int32'
    ? new OrtTensor('int32', Int32Array.from(values), shape)
    : new OrtTensor('float32', Float32Array.from(values), shape)
}

export interface OpenOptions {
  readonly device: OnnxDevice
  /** Refuses a program of which the device cannot do everything. */
  readonly isDeviceOnly?: boolean
}

export function openGraph(graph: Graph, { device, isDeviceOnly = false }: OpenOptions) {
  return InferenceSession.create(encodeModel(emitForwardProgram(graph, 'op', { device })), {
    executionProviders: [device],
    intraOpNumThreads: 1,
    logSeverityLevel: 4,
    ...(isDeviceOnly ? { extra: { session: { disable_cpu_ep_fallback: '1' } } } : {}),
  })
}

/** @returns the outputs by name. */
export async function runGraph(graph: Graph, feeds: ReadonlyMap<string, Tensor>, device: OnnxDevice) {
  const session = await openGraph(graph, { device })
  const inputs = graph.inputs.map(({ name, value }) => {
    const fed = feeds.get(name)
    return [name, fed && toOrt(fed, value.type.element)]
  })
  return session.run(Object.fromEntries(inputs))
}
