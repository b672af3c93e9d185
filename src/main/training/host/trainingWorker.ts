/** @file A worker process as a training worker: ready, and speaking only what its contract allows. */
import * as v from 'valibot'
import { FromWorker } from '../../../shared/contract/worker'
import { AppError } from '../../../shared/errors/appError'
import type { TrainingWorker, WorkerHost, WorkerProcess } from '../types'

export interface StartOptions {
  /** A program that is not ready by then is killed. @default 60000 */
  readonly readyWithinMs?: number
}

/**
 * Forks a training worker and waits until it is ready.
 * @throws {training/worker-crashed} when it exits or falls silent before.
 */
export async function startTrainingWorker(
  host: WorkerHost,
  options: StartOptions = {},
): Promise<TrainingWorker> {
  const worker = toTrainingWorker(await host.fork('trainingWorker'))
  await untilReady(worker, options.readyWithinMs ?? 60_000)
  return worker
}

function untilReady(worker: TrainingWorker, withinMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => worker.kill(), withinMs)
    const settle = (answer: () => void): void => {
      clearTimeout(timer)
      for (const end of endListening) end()
      answer()
    }
    const endListening = [
      worker.onMessage((message) => message.kind === 'ready' && settle(resolve)),
      worker.onExit((code) => settle(() => reject(workerCrashed(code)))),
    ]
  })
}

/** @returns the reason of a run whose worker ended with this exit code (null: killed by a signal). */
export function workerCrashed(code: number | null): AppError {
  return new AppError('training/worker-crashed', { exit: code ?? 'killed' })
}

/** A message that the contract does not know ends the worker: what it would say next cannot be trusted either. */
function toTrainingWorker(process: WorkerProcess): TrainingWorker {
  const messageListeners = new Set<(message: FromWorker) => void>()
  const exitListeners = new Set<(code: number | null) => void>()
  let exit: { code: number | null } | null = null
  process.onMessage((raw) => {
    const message = v.safeParse(FromWorker, raw)
    if (!message.success) return process.kill()
    for (const listener of messageListeners) listener(message.output)
  })
  process.onExit((code) => {
    exit = { code }
    for (const listener of exitListeners) listener(code)
  })
  return {
    pid: process.pid,
    send: (message) => process.send(message),
    onMessage: (listener) => {
      messageListeners.add(listener)
      return () => void messageListeners.delete(listener)
    },
    onExit: (listener) => {
      exitListeners.add(listener)
      const past = exit
      if (past !== null) queueMicrotask(() => exitListeners.has(listener) && listener(past.code))
      return () => void exitListeners.delete(listener)
    },
    kill: () => process.kill(),
  }
}
