/** @file Idle training workers: taken, put back, started ahead, and sent home when nobody needs them. */
import { AppError } from '../../../shared/errors/appError'
import type { TrainingWorker, WorkerHost, WorkerProcess } from '../types'
import { startTrainingWorker } from './trainingWorker'

export interface WorkerShelf {
  /** An idle worker, or a new one. @throws {training/worker-crashed} when none can be started. */
  take(): Promise<TrainingWorker>
  put(worker: TrainingWorker): void
  /** Starts workers until so many are idle or starting. */
  fill(count: number): void
  keepAtMost(count: number): void
  /** Kills every worker, starting ones too, and waits until they are gone. */
  dispose(): Promise<void>
}

interface ShelfOptions {
  readonly host: WorkerHost
  readonly keepIdleMs: number
}

/** A worker that is on its way is taken before a new one is started. */
export function createWorkerShelf({ host, keepIdleMs }: ShelfOptions): WorkerShelf {
  const ahead: Promise<TrainingWorker>[] = []
  const forks = watchForks(host)
  const idle: TrainingWorker[] = []
  const alive = new Set<TrainingWorker>()
  let isDisposed = false
  let homeTimer: ReturnType<typeof setTimeout> | undefined

  const start = async (): Promise<TrainingWorker> => adopt(await startTrainingWorker(forks.host))
  const adopt = (worker: TrainingWorker): TrainingWorker => {
    alive.add(worker)
    worker.onExit(() => {
      alive.delete(worker)
      removeFrom(idle, worker)
    })
    return worker
  }
  const startAhead = (): void => {
    const worker = start()
    ahead.push(worker)
    worker.then(
      (ready) => removeFrom(ahead, worker) && put(ready),
      () => removeFrom(ahead, worker),
    )
  }
  const put = (worker: TrainingWorker): void => {
    if (!alive.has(worker)) return
    idle.push(worker)
    clearTimeout(homeTimer)
    homeTimer = setTimeout(() => keepAtMost(0), keepIdleMs)
    homeTimer.unref()
  }
  const keepAtMost = (count: number): void => {
    for (const surplus of idle.splice(count)) surplus.send({ kind: 'exit' })
  }

  return {
    take: () => {
      if (isDisposed) return Promise.reject(new AppError('app/cancelled'))
      clearTimeout(homeTimer)
      const ready = idle.pop()
      return ready === undefined ? (ahead.shift() ?? start()) : Promise.resolve(ready)
    },
    put,
    fill: (count) => {
      while (!isDisposed && idle.length + ahead.length < count) startAhead()
    },
    keepAtMost,
    dispose: async () => {
      isDisposed = true
      clearTimeout(homeTimer)
      await forks.end()
    },
  }
}

/** @returns whether the item was there. */
function removeFrom<T>(items: T[], item: T): boolean {
  const place = items.indexOf(item)
  if (place >= 0) items.splice(place, 1)
  return place >= 0
}

/** Knows every process from its fork on, so that none can be left behind. */
function watchForks(host: WorkerHost): { readonly host: WorkerHost; end(): Promise<void> } {
  const processes = new Set<WorkerProcess>()
  let hasEnded = false
  const fork: WorkerHost['fork'] = async (program) => {
    const process = await host.fork(program)
    processes.add(process)
    process.onExit(() => processes.delete(process))
    if (hasEnded) process.kill()
    return process
  }
  const end = async (): Promise<void> => {
    hasEnded = true
    await Promise.all([...processes].map(killAndWait))
  }
  return { host: { fork }, end }
}

function killAndWait(process: WorkerProcess): Promise<void> {
  return new Promise((resolve) => {
    process.onExit(() => resolve())
    process.kill()
  })
}
