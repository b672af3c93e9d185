/** @file Warm training workers shared by all runs: so many at a time, dead ones replaced, surplus ones sent home. */
import { invariant, toAppError } from '../../../shared/errors/appError'
import { jobWith } from './jobOnWorker'
import { measureWith } from './measureOnWorker'
import { createPooledRuns, type PooledRuns, type PooledWanted } from './pooledRun'
import type { RunHandle, RunOutcome, WorkerPool, WorkerPoolOptions } from './types'
import { createWorkerShelf } from './workerShelf'

/** Enough for a chunk and a checkpoint; who closes a window does not wait much longer. */
const FAREWELL_MS = 1000
const STOPPED: RunOutcome = { kind: 'stopped' }

function stopAll({ handles }: PooledRuns): void {
  handles.forEach((handle) => handle.stop())
}

/** A run that stops by itself keeps what it came to. */
async function sayFarewell(active: readonly PooledRuns[]): Promise<void> {
  active.forEach(stopAll)
  const ends = active.flatMap(({ handles }) => handles.map(({ outcome }) => outcome))
  if (ends.length === 0) return
  let timer: ReturnType<typeof setTimeout> | undefined
  const timeIsUp = new Promise((resolve) => (timer = setTimeout(resolve, FAREWELL_MS)))
  await Promise.race([Promise.all(ends), timeIsUp])
  clearTimeout(timer)
}

function onlyHandle({ handles: [handle] }: PooledRuns): RunHandle {
  invariant(handle, 'a run has a handle')
  return handle
}

/** Workers are started when first needed (or by `warm`) and are used again by later runs. */
export function createWorkerPool(options: WorkerPoolOptions): WorkerPool {
  const { host, hungAfterMs = 60_000, keepIdleMs = 300_000 } = options
  const shelf = createWorkerShelf({ host, keepIdleMs })
  const waiting: PooledRuns[] = []
  const active = new Set<PooledRuns>()
  let [size, isDisposed] = [Math.max(1, options.size), false]

  /** A worker that was taken away did not crash. */
  const mapCrash = (outcome: RunOutcome): RunOutcome => (isDisposed ? STOPPED : outcome)
  const perform = async (runs: PooledRuns): Promise<void> => {
    active.add(runs)
    await runWithWorker(runs)
    active.delete(runs)
    shelf.keepAtMost(Math.max(0, size - active.size))
    startWaiting()
  }
  const runWithWorker = async (runs: PooledRuns): Promise<void> => {
    try {
      const worker = await shelf.take()
      if (runs.isStopped() || (await runs.runOn(worker, hungAfterMs))) shelf.put(worker)
      runs.settle(STOPPED)
    } catch (thrown) {
      runs.settle(mapCrash({ kind: 'crashed', error: toAppError(thrown) }))
    }
  }
  const startWaiting = (): void => {
    while (!isDisposed && active.size < size) {
      const next = waiting.shift()
      if (next === undefined) return
      if (!next.isStopped()) void perform(next)
    }
  }
  const enqueue = (wanted: readonly PooledWanted[]): PooledRuns => {
    const runs = createPooledRuns(wanted, mapCrash)
    waiting.push(runs)
    startWaiting()
    if (isDisposed) stopAll(runs)
    return runs
  }

  return {
    run: (request, hooks = {}) => onlyHandle(enqueue([{ request, hooks }])),
    runCommand: (request, hooks = {}) => onlyHandle(enqueue([{ request, hooks }])),
    runTogether: (wanted) => enqueue(wanted).handles,
    measure: (wanted) => measureWith(shelf, wanted),
    runJob: (wanted) => jobWith(shelf, wanted),
    warm: (count = size) => shelf.fill(Math.min(count, size) - active.size),
    resize: (wanted) => {
      size = Math.max(1, wanted)
      shelf.keepAtMost(Math.max(0, size - active.size))
      startWaiting()
    },
    dispose: async () => {
      isDisposed = true
      waiting.splice(0).forEach(stopAll)
      await sayFarewell([...active])
      await shelf.dispose()
    },
  }
}
