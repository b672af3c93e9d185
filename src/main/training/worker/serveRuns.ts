/** @file What a training worker does with the messages of the core: one run at a time, and its story told back. */
import * as v from 'valibot'
import { type FromWorker, type RunRequest, ToWorker } from '../../../shared/contract/worker'
import type { WorkerPort } from '../../../shared/contract/workerPort'
import { invariant } from '../../../shared/errors/appError'
import { toWireError } from '../../../shared/errors/wireError'
import type { CreateRunner } from '../types'
import { writeWeights } from '../weightsFile'
import { createDataShelf } from './dataShelf'
import { createRunControl, type RunControl } from './runControl'
import { toRunError } from './runError'
import { createStepReporter, type Clock } from './stepReporter'
import { trainRun } from './trainRun'

export interface ServeOptions {
  readonly port: WorkerPort<FromWorker>
  readonly createRunner: CreateRunner
  readonly clock: Clock
  readonly exit: () => void
}

const ALIVE_MS = 1000

/** Says `ready` and serves until `exit` or until the core is gone. */
export function serveRuns({ port, createRunner, clock, exit }: ServeOptions): void {
  const readData = createDataShelf()
  let active: RunControl | null = null

  const run = async (request: RunRequest): Promise<void> => {
    const { runId } = request
    const reporter = createStepReporter(clock, (steps) => port.send({ kind: 'stepped', runId, steps }))
    const control = createRunControl(() => {
      reporter.flush()
      port.send({ kind: 'paused', runId })
    })
    active = control
    const alive = setInterval(() => {
      reporter.flush()
      port.send({ kind: 'alive' })
    }, ALIVE_MS)
    try {
      const data = await readData(request.dataFolder)
      const trained = await trainRun({ request, data, createRunner, control, clock, onStep: reporter.add })
      if (trained !== null) await writeWeights(request.weightsFile, trained.weights)
      reporter.flush()
      port.send(
        trained === null ? { kind: 'stopped', runId } : { kind: 'finished', runId, result: trained.result },
      )
    } catch (thrown) {
      reporter.flush()
      port.send({ kind: 'failed', runId, error: toWireError(toRunError(thrown)) })
    } finally {
      clearInterval(alive)
      active = null
    }
  }

  port.onClosed(exit)
  port.onMessage((raw) => {
    const message = v.parse(ToWorker, raw)
    if (message.kind === 'exit') return exit()
    if (message.kind !== 'run') return active?.[message.kind]()
    invariant(active === null, 'a worker has one run at a time')
    void run(message.request)
  })
  port.send({ kind: 'ready' })
}
