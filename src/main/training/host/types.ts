/** @file What the services see of training: runs handed to a pool of workers, and what each of them came to. */
import type { CommandRequest } from '../../../shared/contract/commandRun'
import type { RunRequest, RunResult } from '../../../shared/contract/worker'
import type { StepMetrics } from '../../../shared/domain/metric'
import type { AppError } from '../../../shared/errors/appError'
import type { WorkerHost } from '../types'
import type { JobName, JobOutput } from '../../../shared/contract/jobs'
import type { WantedJob } from './jobOnWorker'
import type { MeasureOutcome, MeasureWanted } from './measureOnWorker'

/** How a run ended. Never a rejection: a failed or crashed run is data, and trying again is the caller's choice. */
export type RunOutcome =
  | { readonly kind: 'finished'; readonly result: RunResult }
  /** `stop` was called; no weights were written. */
  | { readonly kind: 'stopped' }
  /** The run itself failed and would fail again: `training/diverged`, `training/out-of-memory`, `training/failed` … */
  | { readonly kind: 'failed'; readonly error: AppError }
  /** The worker died or fell silent: `training/worker-crashed`, `training/worker-hung`. */
  | { readonly kind: 'crashed'; readonly error: AppError }

/** Called while a run goes on, in this order for every run: `onStarted`, then steps ascending, then the outcome. */
export interface RunHooks {
  /** A worker has taken the run; until then it waits for a free one. */
  readonly onStarted?: (pid: number | null) => void
  /** New epochs, coalesced to about ten calls a second; every epoch once, all of them before the outcome. */
  readonly onSteps?: (steps: readonly StepMetrics[]) => void
  /** The run stands still after so many epochs, all of them told before; `goOn` or `stop` is awaited. */
  readonly onHalted?: (step: number) => void
  /** The run has come to rest after `pause`. */
  readonly onPaused?: () => void
  /** Something failed that the run can do without: its checkpoint. */
  readonly onWarning?: (error: AppError) => void
}

/** A run that was handed to a worker or waits for one. Calls after its outcome do nothing. */
export interface RunHandle {
  readonly outcome: Promise<RunOutcome>
  /** Rests at the next chunk (within about half a second); the worker keeps everything in memory. */
  pause(): void
  resume(): void
  /** A run that stands still goes on. @param haltAfter epochs of its next halt; null: none */
  goOn(haltAfter: number | null): void
  /** Ends at the next chunk with the outcome `stopped`; a run that still waits is stopped at once. */
  stop(): void
}

/** What a worker can be asked to do. */
export type AnyRequest = RunRequest | CommandRequest

/** A request, and who wants to hear of it. */
export interface WantedRun {
  readonly request: RunRequest
  readonly hooks?: RunHooks
}

export interface WorkerPoolOptions {
  readonly host: WorkerHost
  /** Runs at the same time, at least 1. */
  readonly size: number
  /** A running worker that says nothing for so long is killed. @default 60000 */
  readonly hungAfterMs?: number
  /** How long a worker without work is kept. @default 300000 */
  readonly keepIdleMs?: number
}

/** Up to `size` warm training workers; more runs than that wait in order. */
export interface WorkerPool {
  run(request: RunRequest, hooks?: RunHooks): RunHandle
  /** Runs a program of the user's on a worker, which is not free for others meanwhile. */
  runCommand(request: CommandRequest, hooks?: RunHooks): RunHandle
  /**
   * Hands several runs to one worker, which trains them as one: of one dataset version, size of batches and structure of
   * programs. Each has its own story and outcome; they pause and resume together. @returns a handle a run, in their order.
   */
  runTogether(runs: readonly WantedRun[]): readonly RunHandle[]
  /** Trains on a worker for a moment, beside whatever runs; as many at the same time as are asked for. */
  measure(wanted: MeasureWanted): Promise<MeasureOutcome>
  /**
   * Does long work that trains nothing on a worker, beside whatever runs.
   * @throws {app/cancelled} when it was called off @throws {training/worker-crashed}, and whatever the job throws
   */
  runJob<J extends JobName>(wanted: WantedJob<J>): Promise<JobOutput<J>>
  /** Starts workers ahead of the first run, up to `count` (default: all); failures to start show with the first run. */
  warm(count?: number): void
  /** Takes effect at once when growing; when shrinking, surplus workers leave as their runs end. */
  resize(size: number): void
  /** Ends all workers, after a moment in which their runs may be kept; runs that go on end as `stopped`. */
  dispose(): Promise<void>
}
