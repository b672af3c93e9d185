/** @file What a training worker does with the messages of the core: one run at a time, and its story told back. */
import * as v from 'valibot'
import { type FromWorker, ToWorker } from '../../../shared/contract/worker'
import type { WorkerPort } from '../../../shared/contract/workerPort'
import { invariant } from '../../../shared/errors/appError'
import { toWireError } from '../../../shared/errors/wireError'
import type { CommandRun } from '../command/runCommand'
import { serveCommand } from '../command/serveCommand'
import { serveJob, type ServedJob } from '../jobs/serveJob'
import { measureSpeed } from '../compute/measureSpeed'
import { sideBySide } from '../population/sideBySide'
import type { CreatePopulation } from '../population/types'
import type { CreateRunner } from '../types'
import { readMeasured } from '../backbones/readRun'
import { createDataShelf, type ReadData } from '../rows/dataShelf'
import { toMeasuredRequest } from './epoch'
import { toRunError } from './runError'
import { serveRun, type ServedRun } from './serveRun'
import type { Clock } from '../stepReporter'
import { serveTogether, type RunsTogether } from './together/serveTogether'

export interface ServeOptions {
  readonly port: WorkerPort<FromWorker>
  readonly createRunner: CreateRunner
  /** Trains several runs as one. @default by turns */
  readonly createPopulation?: CreatePopulation
  readonly clock: Clock
  readonly exit: () => void
}

/** Says `ready` and serves until `exit` or until the core is gone. */
export function serveRuns(options: ServeOptions): void {
  const { port, createRunner, clock, exit } = options
  const createPopulation = options.createPopulation ?? sideBySide(createRunner)
  const readData = createDataShelf()
  let active: ServedRun | RunsTogether | CommandRun | ServedJob | null = null
  const onEnd = (): void => void (active = null)

  /** @returns the work while it goes on; null where it could not begin */
  const begin = (message: WorkMessage): typeof active => {
    invariant(active === null, 'a worker has one piece of work at a time')
    const parts = { port, createRunner, clock, readData, onEnd }
    if (message.kind === 'command') return serveCommand(parts, message.request)
    if (message.kind === 'job') return serveJob(parts, message)
    if (message.kind === 'run') return serveRun(parts, message.request)
    return serveTogether({ ...parts, createPopulation }, message.requests)
  }

  /** A program is no part of this process: it would live on. */
  const leave = (): void => {
    if (active !== null && 'kill' in active) active.kill()
    exit()
  }

  port.onClosed(leave)
  port.onMessage((raw) => {
    const message = v.parse(ToWorker, raw)
    switch (message.kind) {
      case 'exit':
        return leave()
      case 'command':
      case 'job':
      case 'run':
      case 'runTogether':
        active = begin(message)
        return
      case 'measure':
        return void answerMeasure({ ...options, readData }, message)
      default:
        if (active !== null) steer(active, message)
    }
  })
  port.send({ kind: 'ready' })
}

type SteerMessage = Extract<ToWorker, { kind: 'drop' | 'goOn' | 'pause' | 'resume' | 'stop' }>

/** What a piece of work does not know does nothing to it. */
function steer(active: ServedRun | RunsTogether | CommandRun | ServedJob, message: SteerMessage): void {
  if (message.kind === 'stop') return active.stop()
  if (message.kind === 'drop') return 'drop' in active ? active.drop(message.runId) : undefined
  if (message.kind === 'goOn') return 'goOn' in active ? active.goOn(message.haltAfter) : undefined
  if ('pause' in active) active[message.kind]()
}

type WorkMessage = Extract<ToWorker, { kind: 'command' | 'job' | 'run' | 'runTogether' }>
type MeasureMessage = Extract<ToWorker, { kind: 'measure' }>

/** Never rejects. */
async function answerMeasure(
  options: ServeOptions & { readonly readData: ReadData },
  { request, forMs }: MeasureMessage,
): Promise<void> {
  const { port, readData } = options
  const { runId } = request
  try {
    const measured = await measureSpeed({
      ...options,
      request: toMeasuredRequest(await readMeasured(request, readData)),
      forMs,
    })
    port.send({ kind: 'measured', runId, ...measured })
  } catch (thrown) {
    port.send({ kind: 'failed', runId, error: toWireError(toRunError(thrown)) })
  }
}
