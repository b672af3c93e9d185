/** @file For tests: "worker processes" that serve in this process. */
import type { CreateRunner, WorkerHost, WorkerProcess } from '../types'
import { serveRuns } from '../worker/serveRuns'

export interface MemoryHost extends WorkerHost {
  /** Forked so far; `die` ends one as a killed process ends. */
  readonly workers: readonly { die(code: number | null): void; isAlive(): boolean }[]
}

export interface MemoryHostOptions {
  readonly createRunner: CreateRunner
  /** A worker that starts and hears, but never says anything but `ready`. */
  readonly isSilent?: boolean
}

export function createMemoryHost({ createRunner, isSilent = false }: MemoryHostOptions): MemoryHost {
  const workers: { die(code: number | null): void; isAlive(): boolean }[] = []
  const fork = (): Promise<WorkerProcess> => {
    let isAlive = true
    const toCore: ((message: unknown) => void)[] = []
    const toWorker: ((message: unknown) => void)[] = []
    const exits: ((code: number | null) => void)[] = []
    const deliver = (listeners: ((message: unknown) => void)[], message: unknown): void =>
      void setImmediate(() => isAlive && listeners.forEach((listener) => listener(structuredClone(message))))
    const die = (code: number | null): void => {
      if (!isAlive) return
      isAlive = false
      setImmediate(() => exits.forEach((listener) => listener(code)))
    }
    serveRuns({
      port: {
        send: (message) => (isSilent && message.kind !== 'ready' ? undefined : deliver(toCore, message)),
        onMessage: (listener) => void toWorker.push(listener),
        onClosed: () => undefined,
      },
      createRunner,
      clock: { now: () => performance.now() },
      exit: () => die(0),
    })
    workers.push({ die, isAlive: () => isAlive })
    return Promise.resolve({
      pid: workers.length,
      send: (message) => deliver(toWorker, message),
      onMessage: (listener) => void toCore.push(listener),
      onExit: (listener) => void exits.push(listener),
      kill: () => die(null),
    })
  }
  return { workers, fork }
}
