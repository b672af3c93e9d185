/** @file One run on one worker: the protocol from `run` to the outcome, with an eye on silence. */
import type { FromWorker, RunRequest } from '../../../shared/contract/worker'
import { AppError } from '../../../shared/errors/appError'
import { fromWireError } from '../../../shared/errors/wireError'
import type { TrainingWorker } from '../types'
import { workerCrashed } from './trainingWorker'
import type { RunHooks, RunOutcome } from './types'

export interface RunOnWorker {
  readonly worker: TrainingWorker
  readonly request: RunRequest
  readonly hooks: RunHooks
  readonly hungAfterMs: number
}

/** Looks at silence are counted, not milliseconds: a computer that slept must not look like a hung worker. */
const LOOKS = 12

/** Never rejects. A worker whose outcome is `crashed` is dead or being killed. */
export function runOnWorker({ worker, request, hooks, hungAfterMs }: RunOnWorker): Promise<RunOutcome> {
  return new Promise((resolve) => {
    let isOver = false
    let silentLooks = 0
    const settle = (outcome: RunOutcome): void => {
      if (isOver) return
      isOver = true
      clearInterval(watch)
      for (const end of endListening) end()
      resolve(outcome)
    }
    const watch = setInterval(() => {
      if (++silentLooks < LOOKS) return
      worker.kill()
      settle({
        kind: 'crashed',
        error: new AppError('training/worker-hung', { seconds: Math.round(hungAfterMs / 1000) }),
      })
    }, hungAfterMs / LOOKS)
    const endListening = [
      worker.onExit((code) => settle({ kind: 'crashed', error: workerCrashed(code) })),
      worker.onMessage((message) => {
        silentLooks = 0
        if ('runId' in message && message.runId === request.runId) hear(message, hooks, settle)
      }),
    ]
    worker.send({ kind: 'run', request })
    hooks.onStarted?.(worker.pid)
  })
}

type RunMessage = Extract<FromWorker, { runId: unknown }>

function hear(message: RunMessage, hooks: RunHooks, settle: (outcome: RunOutcome) => void): void {
  switch (message.kind) {
    case 'stepped':
      return hooks.onSteps?.(message.steps)
    case 'paused':
      return hooks.onPaused?.()
    case 'finished':
      return settle({ kind: 'finished', result: message.result })
    case 'stopped':
      return settle({ kind: 'stopped' })
    case 'failed':
      return settle({ kind: 'failed', error: fromWireError(message.error) })
  }
}
