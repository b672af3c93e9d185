/** @file Owns the core process: relays requests to it, starts it again when it dies, lets it finish before the app quits. */
import * as v from 'valibot'
import { CoreMessage, type EventMessage, type Result } from '../../shared/contract/envelope'
import { CoreToHost, type HostToCore } from '../../shared/contract/host'
import { AppError } from '../../shared/errors/appError'
import { toWireError } from '../../shared/errors/wireError'
import type { CoreChild } from './coreChild'
import { createPendingRequests } from './pendingRequests'
import { createRestartPolicy } from './restartPolicy'
import type { WorkerForks } from './workerForks'

export interface SupervisorOptions {
  readonly startChild: () => CoreChild
  /** A core in a utility process cannot fork; this does it on its behalf. */
  readonly createForks: (child: CoreChild) => WorkerForks
  readonly onEvent: (event: EventMessage) => void
  /** @returns whether the page was printed; never rejects */
  readonly print: (page: { readonly htmlFile: string; readonly pdfFile: string }) => Promise<boolean>
  /** The core dies again and again: the user has to be told. */
  readonly onGivenUp: () => void
}

export interface CoreSupervisor {
  /** Never rejects; requests that a dying core leaves behind are answered by `app/core-restarted`. */
  invoke(channel: string, input: unknown): Promise<Result>
  runningStudyCount(): number
  /** Asks the core to write everything and exit; resolves when it has, or after the time limit. */
  shutdown(): Promise<void>
}

const FromCore = v.variant('kind', [CoreMessage, CoreToHost])

/** A core that does not end by then is killed: the store is safe against that, a hanging quit is not acceptable. */
const SHUTDOWN_LIMIT_MS = 8_000

export function createCoreSupervisor(options: SupervisorOptions): CoreSupervisor {
  const pending = createPendingRequests()
  const policy = createRestartPolicy()
  let runningCount = 0
  let isEnding = false
  let child: CoreChild | null = null
  let ended: () => void = () => undefined
  const end = new Promise<void>((resolve) => (ended = resolve))

  const start = (): void => {
    const started = options.startChild()
    const forks = options.createForks(started)
    child = started
    started.onMessage((message) => {
      hear(message, {
        onEvent: options.onEvent,
        onPrint: async ({ printId, ...page }) =>
          post(started, { kind: 'host:printed', printId, isPrinted: await options.print(page) }),
        onResponse: pending.settle,
        onRunning: (count) => (runningCount = count),
        forks,
      })
    })
    started.onExit(() => {
      child = null
      runningCount = 0
      forks.killAll()
      pending.settleAll(coreRestarted())
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

  start()
  return {
    invoke(channel, input) {
      if (!child) return Promise.resolve(coreRestarted())
      const { id, answer } = pending.open()
      child.post({ kind: 'request', id, channel, input })
      return answer
    },
    runningStudyCount: () => runningCount,
    shutdown() {
      if (isEnding) return end
      isEnding = true
      if (!child) ended()
      if (child) post(child, { kind: 'host:shutdown' })
      setTimeout(() => child?.kill(), SHUTDOWN_LIMIT_MS).unref()
      return end
    },
  }
}

function post(child: CoreChild, message: HostToCore): void {
  child.post(message)
}

type PrintOrder = Pick<Extract<CoreToHost, { kind: 'host:print' }>, 'printId' | 'htmlFile' | 'pdfFile'>

interface Hearing {
  readonly onEvent: (event: EventMessage) => void
  readonly onPrint: (order: PrintOrder) => Promise<void>
  readonly onResponse: (id: number, result: Result) => void
  readonly onRunning: (studyCount: number) => void
  readonly forks: WorkerForks
}

/** What is none of the agreed messages is no reason to fall over: the core may be of another build. */
function hear(message: unknown, { onEvent, onPrint, onResponse, onRunning, forks }: Hearing): void {
  const parsed = v.safeParse(FromCore, message)
  if (!parsed.success) return
  const told = parsed.output
  switch (told.kind) {
    case 'event':
      return onEvent(told)
    case 'response':
      return onResponse(told.id, told.result)
    case 'host:running':
      return onRunning(told.studyCount)
    case 'host:print':
      return void onPrint({ printId: told.printId, htmlFile: told.htmlFile, pdfFile: told.pdfFile })
    case 'host:fork':
      return forks.fork(told.workerId, told.program)
    case 'host:kill':
      return forks.kill(told.workerId)
    case 'host:flushed':
      return
  }
}

function coreRestarted(): Result {
  return { ok: false, error: toWireError(new AppError('app/core-restarted')) }
}
