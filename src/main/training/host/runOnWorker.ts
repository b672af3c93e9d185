/** @file Runs on one worker: the protocol from `run` to the outcome of each, with an eye on silence. */
import type { FromWorker, RunRequest, ToWorker } from '../../../shared/contract/worker'
import { AppError } from '../../../shared/errors/appError'
import { fromWireError } from '../../../shared/errors/wireError'
import type { TrainingWorker } from '../types'
import { workerCrashed } from './trainingWorker'
import type { AnyRequest, RunHooks, RunOutcome } from './types'

/** A run, and who hears of it. */
export interface WorkerRun {
  readonly request: AnyRequest
  readonly hooks: RunHooks
  /** Called once. */
  readonly settle: (outcome: RunOutcome) => void
}

export interface RunOnWorker {
  readonly worker: TrainingWorker
  /** One, or several that are trained as one. */
  readonly runs: readonly WorkerRun[]
  readonly hungAfterMs: number
}

/** Looks at silence are counted, not milliseconds: a computer that slept must not look like a hung worker. */
const LOOKS = 12

/** Never rejects. @returns whether the worker can be used again; else it is dead or being killed. */
export function runOnWorker({ worker, runs, hungAfterMs }: RunOnWorker): Promise<boolean> {
  return new Promise((resolve) => {
    const open = new Map(runs.map((run) => [run.request.runId, run]))
    let silentLooks = 0
    const end = (isAlive: boolean): void => {
      clearInterval(watch)
      for (const endOne of endListening) endOne()
      resolve(isAlive)
    }
    const crash = (error: AppError): void => {
      const lost = [...open.values()]
      open.clear()
      end(false)
      for (const { settle } of lost) settle({ kind: 'crashed', error })
    }
    const watch = setInterval(() => {
      if (++silentLooks < LOOKS) return
      worker.kill()
      crash(new AppError('training/worker-hung', { seconds: Math.round(hungAfterMs / 1000) }))
    }, hungAfterMs / LOOKS)
    const endListening = [
      worker.onExit((code) => crash(workerCrashed(code))),
      worker.onMessage((message) => {
        silentLooks = 0
        const run = 'runId' in message ? open.get(message.runId) : undefined
        if (run === undefined || !('runId' in message)) return
        hear(message, run.hooks, (outcome) => {
          open.delete(message.runId)
          run.settle(outcome)
          if (open.size === 0) end(true)
        })
      }),
    ]
    worker.send(toMessage(runs.map(({ request }) => request)))
    for (const { hooks } of runs) hooks.onStarted?.(worker.pid)
  })
}

function toMessage(requests: readonly AnyRequest[]): ToWorker {
  const [first] = requests
  if (first && !isTraining(first)) return { kind: 'command', request: first }
  const trained = requests.filter(isTraining)
  const [only] = trained
  return only && trained.length === 1
    ? { kind: 'run', request: only }
    : { kind: 'runTogether', requests: trained }
}

function isTraining(request: AnyRequest): request is RunRequest {
  return !('command' in request)
}

type RunMessage = Extract<FromWorker, { runId: unknown }>

function hear(message: RunMessage, hooks: RunHooks, settle: (outcome: RunOutcome) => void): void {
  switch (message.kind) {
    case 'stepped':
      return hooks.onSteps?.(message.steps)
    case 'paused':
      return hooks.onPaused?.()
    case 'halted':
      return hooks.onHalted?.(message.step)
    case 'measured':
      return
    case 'warned':
      return hooks.onWarning?.(fromWireError(message.error))
    case 'finished':
      return settle({ kind: 'finished', result: message.result })
    case 'stopped':
      return settle({ kind: 'stopped' })
    case 'failed':
      return settle({ kind: 'failed', error: fromWireError(message.error) })
  }
}
