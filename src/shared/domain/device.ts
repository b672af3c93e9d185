/** @file Where a model is trained: by which engine, on which device, with how many threads. */
import * as v from 'valibot'

export const ENGINES = ['onnx'] as const
export const Engine = v.picklist(ENGINES)
export type Engine = v.InferOutput<typeof Engine>

export const DEVICES = ['cpu', 'webgpu'] as const
export const Device = v.picklist(DEVICES)
export type Device = v.InferOutput<typeof Device>

export const Placement = v.strictObject({
  engine: Engine,
  device: Device,
  /** Of a trial, on the CPU; sums are added in another order with another number of them, so results differ in the last digits. */
  threads: v.pipe(v.number(), v.integer(), v.minValue(1)),
})
export type Placement = v.InferOutput<typeof Placement>

/** What everything can be trained with everywhere. */
export const ONE_THREAD: Placement = { engine: 'onnx', device: 'cpu', threads: 1 }
