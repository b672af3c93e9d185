/** @file Tensors on the host, of whatever engine: those of ONNX Runtime, which is there whatever else is. */
import { Tensor } from 'onnxruntime-node'

export type Tensors = Readonly<Record<string, Tensor>>

/** A compiled program, loaded. */
export interface Program {
  run(feeds: Tensors): Promise<Tensors>
}

export function floatsOf(tensor: Tensor | undefined): Float32Array {
  return tensor?.data as Float32Array
}

export function scalar(value: number): Tensor {
  return new Tensor('float32', Float32Array.of(value), [])
}
