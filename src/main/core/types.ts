/** @file What the core is to whoever holds it: the process entry, the Node server, the command line and tests. */
import type { CoreEndpoint } from '../ipc/transports/coreEndpoint'
import type { Clock, PrintPage } from '../services'
import type { WorkerHost } from '../training/types'
import type { Logger } from './logger'

export interface CoreOptions {
  /** Absolute; made where it is missing. Only one core may hold it at a time. */
  readonly dataFolder: string
  /** Absolute; holds `samples/` and `templates/`. */
  readonly resourcesFolder: string
  readonly workerHost: WorkerHost
  /** The built program of the thread in which samplers think. @default they think in the core itself */
  readonly samplerThread?: string
  readonly host: 'electron' | 'browser'
  /** @default a browser of this machine */
  readonly printPage?: PrintPage
  readonly version: string
  /** @default the machine's clock */
  readonly clock?: Clock
  /** @default a file logger in the data folder */
  readonly logger?: Logger
  /** Seconds between two checkpoints of a trial, at least. @default 30 */
  readonly checkpointSeconds?: number
}

/** `router` and `onEvent` are what transports need; every event comes in order, after its cause was stored. */
export interface Core extends CoreEndpoint {
  /** Studies that run or pause now; closing asks while it is not 0. */
  runningStudyCount(): number
  /** Called whenever that number changes. @returns how to stop listening. */
  onRunningCount(listener: (count: number) => void): () => void
  /** Stops workers, writes everything and closes the store, within two seconds. Calling it again waits for the same end. */
  shutdown(): Promise<void>
}
