import { ONE_THREAD, type Placement } from '../../../shared/domain/device'

/** Where a model might be trained, and how many trials at the same time fill the machine then. */
export interface Candidate {
  readonly placement: Placement
  readonly trials: number
}

export interface Machine {
  readonly cores: number
  /** Trials that a study wants at the same time. */
  readonly parallel: number
}

/** The simplest first: what comes later has to be clearly faster. */
export function listCandidates(machine: Machine): Candidate[] {
  const { cores, parallel } = machine
  const threadCounts = new Set([1, Math.max(1, Math.floor(cores / parallel)), cores])
  const placements: Placement[] = [
    ...[...threadCounts].sort((left, right) => left - right).map((threads) => ({ ...ONE_THREAD, threads })),
    GRAPHICS_CARD,
  ]
  return placements.map((placement) => ({ placement, trials: trialsAtOnce(placement, machine) }))
}

export const GRAPHICS_CARD: Placement = { engine: 'onnx', device: 'webgpu', threads: 1 }

/** A graphics card does one trial after the other; threads share the cores, but whoever wants more trials than cores gets them. */
export function trialsAtOnce({ device, threads }: Placement, { cores, parallel }: Machine): number {
  if (device !== 'cpu') return 1
  return threads === 1 ? parallel : Math.max(1, Math.min(parallel, Math.floor(cores / threads)))
}
