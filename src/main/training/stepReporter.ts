/** @file Sends epochs together, so that a fast run does not flood the core. */
import type { FromWorker } from '../../shared/contract/worker'
import type { WorkerPort } from '../../shared/contract/workerPort'
import type { StepMetrics } from '../../shared/domain/metric'

export interface Clock {
  /** Milliseconds from any fixed moment. */
  now(): number
}

export interface StepReporter {
  add(step: StepMetrics): void
  /** Sends what waits. */
  flush(): void
}

/** Ten messages a second. */
const INTERVAL_MS = 100

export function createStepReporter(clock: Clock, send: (steps: StepMetrics[]) => void): StepReporter {
  let waiting: StepMetrics[] = []
  let sentAt = -Infinity
  const flush = (): void => {
    if (waiting.length === 0) return
    send(waiting)
    waiting = []
    sentAt = clock.now()
  }
  return {
    add: (step) => {
      waiting.push(step)
      if (clock.now() - sentAt >= INTERVAL_MS) flush()
    },
    flush,
  }
}

const ALIVE_MS = 1000

/** Says about once a second that work goes on, after the epochs that wait. @returns how to end it. */
export function tellAlive(port: Pick<WorkerPort<FromWorker>, 'send'>, flush: () => void): () => void {
  const timer = setInterval(() => {
    flush()
    port.send({ kind: 'alive' })
  }, ALIVE_MS)
  return () => clearInterval(timer)
}
