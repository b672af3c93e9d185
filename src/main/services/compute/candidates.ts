import { ONE_THREAD, type Placement } from '../../../shared/domain/device'
import type { Reason } from '../../../shared/domain/study'
import { placeAgain, type Place, type UsableEngine } from './usableEngine'

/** Where a model might be trained, and how many trials at the same time fill the machine then. */
export interface Candidate extends Place {
  readonly trials: number
  /** Why it is no candidate for a model; it is not tried. */
  readonly problem?: Reason
}

export interface Machine {
  readonly cores: number
  /** Trials that a study wants at the same time. */
  readonly parallel: number
  /** Trials at the same time that share the memory of a CUDA card. */
  readonly trialsOnCard: number
  /** Of a trial, where the user says so; null: several numbers are tried. */
  readonly threads: number | null
}

/** The simplest first: what comes later has to be faster. */
export function listCandidates(machine: Machine, tensorFlow: UsableEngine | null): Candidate[] {
  const shared = listThreadCounts(machine).map((threads): Placement => ({ ...ONE_THREAD, threads }))
  const others = shared.map((placement): Placement => ({ ...placement, engine: 'tensorflow' }))
  return [...shared, GRAPHICS_CARD, ...others, CUDA_CARD].flatMap((placement) => {
    const place = placeAgain(placement, tensorFlow)
    return place === null ? [] : [{ ...place, trials: trialsAtOnce(placement, machine) }]
  })
}

function listThreadCounts({ cores, parallel, threads }: Machine): number[] {
  if (threads !== null) return [threads]
  const counts = new Set([1, Math.max(1, Math.floor(cores / parallel)), cores])
  return [...counts].sort((left, right) => left - right)
}

export const GRAPHICS_CARD: Placement = { engine: 'onnx', device: 'webgpu', threads: 1 }
export const CUDA_CARD: Placement = { engine: 'tensorflow', device: 'cuda', threads: 1 }

/** Threads share the cores, but whoever wants more trials than cores gets them. By WebGPU a card does one trial after the other. */
export function trialsAtOnce(
  { device, threads }: Placement,
  { cores, parallel, trialsOnCard }: Omit<Machine, 'threads'>,
): number {
  if (device === 'webgpu') return 1
  if (device === 'cuda') return Math.min(parallel, trialsOnCard)
  return threads === 1 ? parallel : Math.max(1, Math.min(parallel, Math.floor(cores / threads)))
}
