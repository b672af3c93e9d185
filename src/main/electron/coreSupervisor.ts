/** @file Owns the core process: relays requests to it, starts it again when it dies, lets it finish before the app quits. */
import * as v from 'valibot'
import { CoreMessage, type EventMessage, type Result } from '../../shared/contract/envelope'
import { CoreToHost, type HostToCore } from '../../shared/contract/host'
import { AppError } from '../../shared/errors/appError'
import { toWireError } from '../../shared/errors/wireError'
import type { CoreChild } from './coreChild'
import { createRestartPolicy } from './restartPolicy'
import type { WorkerForks } from './workerForks'

export interface SupervisorOptions {
  readonly startChild: () => CoreChild
  /** A core in a utility process cannot fork; this does it on its behalf. */
  readonly createForks: (child: CoreChild) => WorkerForks
  readonly onEvent: (event: EventMessage) => void
  /** The core dies again and again: the user has to be told. */
  readonly onGivenUp: () => void
}

export interface CoreSupervisor {
  /** Never rejects; requests that a dying core leaves behind are answered by `app/core-restarted`. */
  invoke(channel: string, input: unknown): Promise<Result>
  runningStudyCount(): number
  /** For tests and the log; undefined before the core runs. */
  corePid(): number | undefined
  /** Asks the core to write everything and exit; resolves when it has, or after the time limit. */
  shutdown(): Promise<void>
}

/** A core that does not end by then is killed: the store is safe against that, a hanging quit is not acceptable. */
const SHUTDOWN_LIMIT_MS = 8_000

export function createCoreSupervisor(options: SupervisorOptions): CoreSupervisor {
  const pending = new Map<number, (result: Result) => void>()
  const policy = createRestartPolicy()
  let nextId = 0
  let runningCount = 0
  let isEnding = false
  let child: CoreChild | null = null
  let ended: () => void = () => undefined
  const end = new Promise<void>((resolve) => (ended = resolve))

  const start = (): void => {
    const started = options.startChild()
    const forks = options.createForks(started)
    child = started
    started.onMessage((message) => hear(message, forks))
    started.onExit(() => {
      child = null
      runningCount = 0
      forks.killAll()
      answerAll(pending)
      if (isEnding) ended()
      else restart()
    })
  }
  const restart = (): void => {
    const delayMs = policy.nextDelayMs(Date.now())
    if (delayMs === null) return options.onGivenUp()
    setTimeout(() => {
      if (isEnding) return
      start()
      options.onEvent({ kind: 'event', event: 'core:restarted', payload: {} })
    }, delayMs)
  }
  const hear = (message: unknown, forks: WorkerForks): void => {
    const fromCore = v.safeParse(CoreMessage, message)
    if (fromCore.success) {
      if (fromCore.output.kind === 'event') return options.onEvent(fromCore.output)
      pending.get(fromCore.output.id)?.(fromCore.output.result)
      pending.delete(fromCore.output.id)
      return
    }
    const toHost = v.safeParse(CoreToHost, message)
    if (!toHost.success) return
    if (toHost.output.kind === 'host:running') runningCount = toHost.output.studyCount
    if (toHost.output.kind === 'host:fork') forks.fork(toHost.output.workerId, toHost.output.program)
    if (toHost.output.kind === 'host:kill') forks.kill(toHost.output.workerId)
  }

  start()
  return {
    invoke(channel, input) {
      if (!child) return Promise.resolve(coreRestarted())
      const id = nextId++
      child.post({ kind: 'request', id, channel, input })
      return new Promise((resolve) => pending.set(id, resolve))
    },
    runningStudyCount: () => runningCount,
    corePid: () => child?.pid,
    shutdown() {
      if (isEnding) return end
      isEnding = true
      if (!child) ended()
      child?.post({ kind: 'host:shutdown' } satisfies HostToCore)
      setTimeout(() => child?.kill(), SHUTDOWN_LIMIT_MS).unref()
      return end
    },
  }
}

function answerAll(pending: Map<number, (result: Result) => void>): void {
  for (const resolve of pending.values()) resolve(coreRestarted())
  pending.clear()
}

function coreRestarted(): Result {
  return { ok: false, error: toWireError(new AppError('app/core-restarted')) }
}
