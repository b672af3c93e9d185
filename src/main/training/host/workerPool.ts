/** @file Warm training workers shared by all runs: so many at a time, dead ones replaced, surplus ones sent home. */
import type { RunRequest } from '../../../shared/contract/worker'
import { toAppError } from '../../../shared/errors/appError'
import type { TrainingWorker } from '../types'
import { createPooledRun, type PooledRun } from './pooledRun'
import { runOnWorker } from './runOnWorker'
import type { RunOutcome, WorkerPool, WorkerPoolOptions } from './types'
import { createWorkerShelf } from './workerShelf'

const STOPPED: RunOutcome = { kind: 'stopped' }

/** Workers are started when first needed (or by `warm`) and are used again by later runs. */
export function createWorkerPool(options: WorkerPoolOptions): WorkerPool {
  const hungAfterMs = options.hungAfterMs ?? 60_000
  const shelf = createWorkerShelf({ host: options.host, keepIdleMs: options.keepIdleMs ?? 300_000 })
  const waiting: PooledRun[] = []
  const active = new Set<PooledRun>()
  let size = Math.max(1, options.size)
  let isDisposed = false

  const perform = async (run: PooledRun): Promise<void> => {
    active.add(run)
    run.settle(await runWithWorker(run))
    active.delete(run)
    shelf.keepAtMost(Math.max(0, size - active.size))
    startWaiting()
  }
  const runWithWorker = async (run: PooledRun): Promise<RunOutcome> => {
    try {
      const worker = await shelf.take()
      const outcome = run.isStopped() ? STOPPED : await useWorker(run, worker)
      if (outcome.kind !== 'crashed') shelf.put(worker)
      return isDisposed && outcome.kind === 'crashed' ? STOPPED : outcome
    } catch (thrown) {
      return isDisposed ? STOPPED : { kind: 'crashed', error: toAppError(thrown) }
    }
  }
  const useWorker = (run: PooledRun, worker: TrainingWorker): Promise<RunOutcome> => {
    const outcome = runOnWorker({ worker, request: run.request, hooks: run.hooks, hungAfterMs })
    run.attach(worker)
    return outcome
  }
  const startWaiting = (): void => {
    while (!isDisposed && active.size < size) {
      const next = waiting.shift()
      if (next === undefined) return
      if (!next.isStopped()) void perform(next)
    }
  }

  return {
    run: (request: RunRequest, hooks = {}) => {
      const run = createPooledRun(request, hooks)
      waiting.push(run)
      startWaiting()
      if (isDisposed) run.handle.stop()
      return run.handle
    },
    warm: (count = size) => shelf.fill(Math.min(count, size) - active.size),
    resize: (wanted) => {
      size = Math.max(1, wanted)
      shelf.keepAtMost(Math.max(0, size - active.size))
      startWaiting()
    },
    dispose: async () => {
      isDisposed = true
      for (const run of waiting.splice(0)) run.handle.stop()
      await shelf.dispose()
    },
  }
}
