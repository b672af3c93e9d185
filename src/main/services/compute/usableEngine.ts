import type { Placement, TensorFlowDevice } from '../../../shared/domain/device'

/** A library of an engine that does not come with Fettle, found and tried on this machine. */
export interface UsableEngine {
  readonly folder: string
  readonly version: string
  /** What it can train on here. */
  readonly devices: readonly TensorFlowDevice[]
}

export interface UsableEngines {
  /** Never rejects; null where there is none, or none that works. */
  tensorFlow(): Promise<UsableEngine | null>
}

/** Where runs are trained, and with which library. */
export interface Place {
  readonly placement: Placement
  /** Absent where the engine comes with Fettle. */
  readonly engineFolder?: string
}

/** @returns the place with what is found now; null where the engine or the device is gone. */
export function placeAgain(placement: Placement, usable: UsableEngine | null): Place | null {
  if (placement.engine === 'onnx') return { placement }
  const { device } = placement
  if (usable === null || device === 'webgpu' || !usable.devices.includes(device)) return null
  return { placement: { ...placement, version: usable.version }, engineFolder: usable.folder }
}
