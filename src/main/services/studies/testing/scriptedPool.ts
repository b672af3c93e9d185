import type { RunRequest } from '../../../../shared/contract/worker'
import { ONE_THREAD } from '../../../../shared/domain/device'
import type { StepMetrics } from '../../../../shared/domain/metric'
import { AppError } from '../../../../shared/errors/appError'
import type { RunHooks, RunOutcome, WorkerPool } from '../../../training'

/** A run that a test plays the worker of. */
export interface ScriptedRun {
  readonly request: RunRequest
  readonly asked: string[]
  start(): void
  step(step: number, accuracy: number): void
  /** Tells several epochs at once, from the first. */
  steps(accuracies: readonly number[]): void
  /** Stands still after so many epochs; what it is answered stands in `asked`. */
  halt(step: number): void
  /** @param steps epochs that it trained @default 1 */
  finish(accuracy: number, steps?: number): Promise<void>
  stopped(): Promise<void>
  fail(): Promise<void>
  crash(): Promise<void>
}

export interface ScriptedPool extends WorkerPool {
  /** All runs ever handed over, in order. */
  readonly runs: ScriptedRun[]
  /** Runs that were handed over as one. */
  readonly together: RunRequest[][]
  /** Starts and finishes whatever is handed over from now on, with this accuracy. */
  autoFinish(accuracyOf: (request: RunRequest) => number): void
  readonly sizes: number[]
}

export function createScriptedPool(): ScriptedPool {
  const runs: ScriptedRun[] = []
  const sizes: number[] = []
  const together: RunRequest[][] = []
  let accuracyOf: ((request: RunRequest) => number) | null = null
  const pool: ScriptedPool = {
    runs,
    sizes,
    runTogether: (wanted) => {
      together.push(wanted.map(({ request }) => request))
      return wanted.map(({ request, hooks }) => pool.run(request, hooks))
    },
    together,
    runCommand: () => {
      throw new AppError('bug/invariant', { message: 'nothing here runs a program' })
    },
    run(request, hooks = {}) {
      const { run, handle } = createRun(request, hooks)
      runs.push(run)
      if (accuracyOf) {
        const accuracy = accuracyOf(request)
        queueMicrotask(() => {
          run.start()
          run.step(1, accuracy)
          void run.finish(accuracy)
        })
      }
      return handle
    },
    autoFinish: (next) => (accuracyOf = next),
    runJob: () => Promise.reject(new AppError('app/cancelled')),
    measure: ({ request: { placement = ONE_THREAD } }) => {
      const samplesPerSecond = placement.threads === 1 ? 1000 : 100
      return Promise.resolve({ kind: 'measured', speed: { msPerStep: 1, samplesPerSecond }, weightCount: 10 })
    },
    warm: () => undefined,
    resize: (size) => void sizes.push(size),
    dispose: () => Promise.resolve(),
  }
  return pool
}

function createRun(request: RunRequest, hooks: RunHooks) {
  const asked: string[] = []
  let settle: (outcome: RunOutcome) => void = () => undefined
  const outcome = new Promise<RunOutcome>((resolve) => (settle = resolve))
  const end = async (reached: RunOutcome): Promise<void> => {
    settle(reached)
    await outcome
    await flushMicrotasks()
  }
  const run: ScriptedRun = {
    request,
    asked,
    start: () => hooks.onStarted?.(1),
    step: (step, accuracy) => hooks.onSteps?.([toStep(step, accuracy)]),
    steps: (accuracies) => hooks.onSteps?.(accuracies.map((accuracy, index) => toStep(index + 1, accuracy))),
    halt: (step) => hooks.onHalted?.(step),
    finish: (accuracy, steps) => end({ kind: 'finished', result: toResult(accuracy, steps) }),
    stopped: () => end({ kind: 'stopped' }),
    fail: () => end({ kind: 'failed', error: new AppError('training/diverged', { step: 1 }) }),
    crash: () => end({ kind: 'crashed', error: new AppError('training/worker-crashed', { exit: 'killed' }) }),
  }
  const handle = {
    outcome,
    pause: () => void asked.push('pause'),
    resume: () => void asked.push('resume'),
    goOn: (haltAfter: number | null) => void asked.push(`go on to ${haltAfter}`),
    stop: () => void asked.push('stop'),
  }
  return { run, handle }
}

function toStep(step: number, accuracy: number): StepMetrics {
  return { step, train: { accuracy, loss: 1 }, validation: { accuracy, loss: 1 } }
}

function toResult(accuracy: number, steps = 1) {
  const metrics = { accuracy, loss: 1 }
  return {
    bestStep: steps,
    value: accuracy,
    steps,
    isStoppedEarly: false,
    train: metrics,
    validation: metrics,
    weightCount: 10,
  }
}

/** Lets everything that waits for a settled promise go on. */
export async function flushMicrotasks(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve()
}
