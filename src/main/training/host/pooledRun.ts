/** @file Runs in the pool: what their owner asked of them before a worker took them, and their outcomes. */
import type { TrainingWorker } from '../types'
import { runOnWorker, type WorkerRun } from './runOnWorker'
import type { AnyRequest, RunHandle, RunHooks, RunOutcome } from './types'

/** A request, and who wants to hear of it. */
export interface PooledWanted {
  readonly request: AnyRequest
  readonly hooks?: RunHooks
}

/** One piece of work for one worker. */
export interface PooledRuns {
  /** One a run, in their order. */
  readonly handles: readonly RunHandle[]
  /** Whether nobody wants any of them any more. */
  isStopped(): boolean
  /** From now on the worker does what the owner asks. Never rejects. @returns whether it can be used again. */
  runOn(worker: TrainingWorker, hungAfterMs: number): Promise<boolean>
  /** All end so that have not ended. */
  settle(outcome: RunOutcome): void
}

/** @param mapCrash what a worker's death means for its runs */
export function createPooledRuns(
  wanted: readonly PooledWanted[],
  mapCrash: (outcome: RunOutcome) => RunOutcome,
): PooledRuns {
  const runs = wanted.map(createPooledRun)
  return {
    handles: runs.map(({ handle }) => handle),
    isStopped: () => runs.every((run) => run.isStopped()),
    runOn: (worker, hungAfterMs) => {
      const open = runs.filter((run) => !run.isStopped())
      const tasks = open.map((run): WorkerRun => {
        const settle = (outcome: RunOutcome): void =>
          run.settle(outcome.kind === 'crashed' ? mapCrash(outcome) : outcome)
        return { request: run.request, hooks: run.hooks, settle }
      })
      const ended = runOnWorker({ worker, runs: tasks, hungAfterMs })
      for (const run of open) run.attach(worker, open.length > 1)
      return ended
    },
    settle: (outcome) => runs.forEach((run) => run.settle(outcome)),
  }
}

function createPooledRun({ request, hooks = {} }: PooledWanted) {
  const { runId } = request
  let worker: TrainingWorker | null = null
  let isOneOfSeveral = false
  let isPaused = false
  let isStopped = false
  let resolveOutcome: (outcome: RunOutcome) => void = () => undefined
  const outcome = new Promise<RunOutcome>((resolve) => (resolveOutcome = resolve))
  const setPaused = (wanted: boolean): void => {
    isPaused = wanted
    worker?.send({ kind: wanted ? 'pause' : 'resume' })
  }
  const handle: RunHandle = {
    outcome,
    pause: () => setPaused(true),
    resume: () => setPaused(false),
    goOn: (haltAfter) => worker?.send({ kind: 'goOn', runId, haltAfter }),
    stop: () => {
      isStopped = true
      if (worker === null) resolveOutcome({ kind: 'stopped' })
      else worker.send(isOneOfSeveral ? { kind: 'drop', runId } : { kind: 'stop' })
    },
  }
  return {
    request,
    hooks,
    handle,
    isStopped: () => isStopped,
    attach: (taken: TrainingWorker, isShared: boolean): void => {
      worker = taken
      isOneOfSeveral = isShared
      if (isPaused) taken.send({ kind: 'pause' })
    },
    settle: (reached: RunOutcome): void => {
      // The worker goes on with somebody else's run: a late word of this owner must not reach it.
      worker = null
      resolveOutcome(reached)
    },
  }
}
