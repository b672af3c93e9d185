/** @file Where a model is trained: by which engine, on which device, with how many threads. */
import * as v from 'valibot'
import { Reason } from './study'

/** The first is always there, the other where the machine has TensorFlow. */
export const ENGINES = ['onnx', 'tensorflow'] as const
export const Engine = v.picklist(ENGINES)
export type Engine = v.InferOutput<typeof Engine>

export const DEVICES = ['cpu', 'webgpu', 'cuda'] as const
export const Device = v.picklist(DEVICES)
export type Device = v.InferOutput<typeof Device>

/** What each engine can train on. */
export const ENGINE_DEVICES = {
  onnx: ['cpu', 'webgpu'],
  tensorflow: ['cpu', 'cuda'],
} as const satisfies Readonly<Record<Engine, readonly Device[]>>
export type OnnxDevice = (typeof ENGINE_DEVICES)['onnx'][number]
export type TensorFlowDevice = (typeof ENGINE_DEVICES)['tensorflow'][number]

export const Placement = v.strictObject({
  engine: Engine,
  device: Device,
  /** Of a trial, on the CPU; sums are added in another order with another number of them, so results differ in the last digits. */
  threads: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** Of a library that does not come with Fettle. */
  version: v.optional(v.string()),
  /** Why it is not trained by the engine that was chosen. */
  instead: v.optional(Reason),
})
export type Placement = v.InferOutput<typeof Placement>

/** What everything can be trained with everywhere. */
export const ONE_THREAD: Placement = { engine: 'onnx', device: 'cpu', threads: 1 }

/**
 * Whether equal runs give equal numbers there, to the last digit. A graphics card adds up in whatever order its threads come; on
 * the processor the order follows from the number of threads.
 */
export function isDeterministic({ device }: Placement): boolean {
  return device === 'cpu'
}
