/** @file A run in the pool: what its owner asked of it before a worker took it, and its outcome. */
import type { RunRequest } from '../../../shared/contract/worker'
import type { TrainingWorker } from '../types'
import type { RunHandle, RunHooks, RunOutcome } from './types'

export interface PooledRun {
  readonly request: RunRequest
  readonly hooks: RunHooks
  readonly handle: RunHandle
  isStopped(): boolean
  /** From now on the worker does what the owner asks; what was asked before is passed on. */
  attach(worker: TrainingWorker): void
  settle(outcome: RunOutcome): void
}

export function createPooledRun(request: RunRequest, hooks: RunHooks): PooledRun {
  let worker: TrainingWorker | null = null
  let isPaused = false
  let isStopped = false
  let resolveOutcome: (outcome: RunOutcome) => void = () => undefined
  const outcome = new Promise<RunOutcome>((resolve) => (resolveOutcome = resolve))
  const setPaused = (wanted: boolean): void => {
    isPaused = wanted
    worker?.send({ kind: wanted ? 'pause' : 'resume' })
  }
  return {
    request,
    hooks,
    handle: {
      outcome,
      pause: () => setPaused(true),
      resume: () => setPaused(false),
      stop: () => {
        isStopped = true
        if (worker === null) resolveOutcome({ kind: 'stopped' })
        else worker.send({ kind: 'stop' })
      },
    },
    isStopped: () => isStopped,
    attach: (taken) => {
      worker = taken
      if (isPaused) taken.send({ kind: 'pause' })
    },
    settle: (reached) => {
      // The worker goes on with somebody else's run: a late word of this owner must not reach it.
      worker = null
      resolveOutcome(reached)
    },
  }
}
