import { randomBytes } from 'node:crypto'
import * as v from 'valibot'
import type { EventName, EventPayload } from '../../shared/contract/events'
import type { AppError } from '../../shared/errors/appError'
import type { DatasetEngine } from '../datasets/types'
import type { Store } from '../store/types'
import type { WorkerPool } from '../training'
import type { PrintPage } from './report/printPage'
import type { OpenSamplerThread } from './studies/asking/samplerThread'

/** Time as the services see it, so that tests can hold it still. */
export interface Clock {
  /** Milliseconds since 1970; may jump when the machine's clock is set. */
  now(): number
  /** Milliseconds that only ever grow, for durations. */
  monotonicMs(): number
  /** Calls `work` once after `ms`. @returns how to call it off. */
  after(ms: number, work: () => void): () => void
}

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonicMs: () => performance.now(),
  after: (ms, work) => {
    const timer = setTimeout(work, ms)
    return () => clearTimeout(timer)
  },
}

/** Folders inside the data folder, all absolute and present. */
export interface DataFolders {
  readonly root: string
  /** Imported files, named by their SHA-256. */
  readonly sources: string
  /** What can be made again: prepared tensors by content hash. */
  readonly cache: string
  /** Weights of networks that models begin with, named by their SHA-256. */
  readonly backbones: string
  /** Trained weights, one file a trial. */
  readonly weights: string
  /** Trials in the making, one file a trial; gone once it is complete. */
  readonly checkpoints: string
  /** Files on their way in; emptied at start. */
  readonly uploads: string
  readonly logs: string
}

export type Emit = <E extends EventName>(event: E, payload: EventPayload<E>) => void

/** Everything the use cases stand on; the core puts it together. */
export interface ServiceContext {
  readonly store: Store
  readonly datasets: DatasetEngine
  readonly workers: WorkerPool
  readonly clock: Clock
  readonly folders: DataFolders
  readonly resourcesFolder: string
  readonly emit: Emit
  /** Told of errors that no caller is there to hear of. */
  readonly report: (where: string, error: AppError) => void
  readonly host: 'electron' | 'browser'
  readonly version: string
  /** Processor cores: the default of trials in parallel. */
  readonly cores: number
  /** Seconds of training that a dead worker may cost, at most: so often a trial is kept on the disk. */
  readonly checkpointSeconds: number
  readonly printPage: PrintPage
  /** Lets a sampler think in a thread of its own. @default it thinks in the core */
  readonly openSamplerThread?: OpenSamplerThread
}

/** Makes a fresh identity: 96 random bits, of the brand that `schema` puts on it. */
export function createId<Id>(schema: v.GenericSchema<string, Id>): Id {
  return v.parse(schema, randomBytes(12).toString('base64url'))
}
