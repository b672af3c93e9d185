import { ONE_THREAD, type Placement, type TensorFlowDevice } from '../../../shared/domain/device'
import type { Reason } from '../../../shared/domain/study'

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

/** Nodes of ONNX have no words in TensorFlow. */
export const NODES_ELSEWHERE: Reason = {
  code: 'backbone/onnx-elsewhere',
  details: { what: 'TensorFlow' },
}

/**
 * Where a trial is trained whose rows pass nodes of ONNX at every step, in a study whose others do not: the number of threads stays
 * what it is for all.
 * @returns the place itself where ONNX Runtime trains there anyhow
 */
export function placeOfNodes({ placement, ...rest }: Place): Place {
  if (placement.engine === 'onnx') return { placement, ...rest }
  const { threads } = placement
  return { placement: { ...ONE_THREAD, threads, instead: NODES_ELSEWHERE } }
}

/** @returns the place with what is found now; null where the engine or the device is gone. */
export function placeAgain(placement: Placement, usable: UsableEngine | null): Place | null {
  const { instead: _instead, ...plain } = placement
  if (plain.engine === 'onnx') return { placement: plain }
  const { device } = plain
  if (usable === null || device === 'webgpu' || !usable.devices.includes(device)) return null
  return { placement: { ...plain, version: usable.version }, engineFolder: usable.folder }
}
