/** @file Where a model can be trained: engines, and the devices they run on. */
import * as v from 'valibot'

export const DEVICES = ['cpu', 'webgpu'] as const
export const Device = v.picklist(DEVICES)
export type Device = v.InferOutput<typeof Device>
