/** @file What a training worker does with the messages of the core: one run at a time, and its story told back. */
import * as v from 'valibot'
import { type FromWorker, type RunRequest, ToWorker } from '../../../shared/contract/worker'
import type { WorkerPort } from '../../../shared/contract/workerPort'
import { type AppError, invariant } from '../../../shared/errors/appError'
import { toWireError } from '../../../shared/errors/wireError'
import type { CommandRun } from '../command/runCommand'
import { serveCommand } from '../command/serveCommand'
import { measureSpeed } from '../compute/measureSpeed'
import { sideBySide } from '../population/sideBySide'
import type { CreatePopulation } from '../population/types'
import type { CreateRunner } from '../types'
import { writeWeights } from '../weightsFile'
import { keeperOf } from './checkpointKeeper'
import { picturesOf } from '../pictures/picturesOf'
import { createDataShelf, type RunData } from './dataShelf'
import { createRunControl, type RunControl } from './runControl'
import { createRunHalts, type RunHalts } from './runHalts'
import { toMeasuredRequest } from './epoch'
import { toRunError } from './runError'
import { createStepReporter, tellAlive, type Clock } from './stepReporter'
import { serveTogether, type RunsTogether } from './together/serveTogether'
import { trainRun } from './trainRun'

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
  let active: HaltingRun | RunsTogether | CommandRun | null = null

  const run = async (request: RunRequest): Promise<void> => {
    const { runId } = request
    const reporter = createStepReporter(clock, (steps) => port.send({ kind: 'stepped', runId, steps }))
    const control = createRunControl(() => {
      reporter.flush()
      port.send({ kind: 'paused', runId })
    })
    const warn = (error: AppError): void => port.send({ kind: 'warned', runId, error: toWireError(error) })
    const halts = createRunHalts(request.haltAfter, (step) => {
      reporter.flush()
      port.send({ kind: 'halted', runId, step })
    })
    active = haltingRun(control, halts)
    const endTelling = tellAlive(port, reporter.flush)
    try {
      const data = await readData(request.dataFolder)
      const checkpoints = keeperOf({ request, meta: data.meta, clock, onFailure: warn })
      const onStep = reporter.add
      const pictures = picturesOf(request, data)
      const trained = await trainRun({
        ...{ request, data, createRunner, control, clock, checkpoints, halts, pictures, onStep },
      })
      if (trained !== null) await writeWeights(request.weightsFile, trained.weights)
      reporter.flush()
      port.send(
        trained === null ? { kind: 'stopped', runId } : { kind: 'finished', runId, result: trained.result },
      )
    } catch (thrown) {
      reporter.flush()
      port.send({ kind: 'failed', runId, error: toWireError(toRunError(thrown)) })
    } finally {
      endTelling()
      active = null
    }
  }

  const runTogether = (requests: readonly RunRequest[]): void => {
    const onEnd = (): void => void (active = null)
    active = serveTogether({ port, createRunner, createPopulation, clock, readData, onEnd }, requests)
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
        invariant(active === null, 'a worker has one piece of work at a time')
        active = serveCommand({ port, clock, onEnd: () => void (active = null) }, message.request)
        return
      case 'run':
      case 'runTogether':
        invariant(active === null, 'a worker has one piece of work at a time')
        return message.kind === 'run' ? void run(message.request) : runTogether(message.requests)
      case 'measure':
        return void answerMeasure({ ...options, readData }, message)
      case 'drop':
        return active !== null && 'drop' in active ? active.drop(message.runId) : undefined
      case 'goOn':
        return active !== null && 'goOn' in active ? active.goOn(message.haltAfter) : undefined
      default:
        return active?.[message.kind]()
    }
  })
  port.send({ kind: 'ready' })
}

type HaltingRun = Pick<RunControl, 'pause' | 'resume' | 'stop'> & Pick<RunHalts, 'goOn'>

function haltingRun(control: RunControl, halts: RunHalts): HaltingRun {
  return {
    pause: control.pause,
    resume: control.resume,
    goOn: halts.goOn,
    stop: () => {
      control.stop()
      halts.stop()
    },
  }
}

type MeasureMessage = Extract<ToWorker, { kind: 'measure' }>

/** Never rejects. */
async function answerMeasure(
  options: ServeOptions & { readonly readData: (folder: string) => Promise<RunData> },
  { request, forMs }: MeasureMessage,
): Promise<void> {
  const { port, readData } = options
  const { runId } = request
  try {
    const data = await readData(request.dataFolder)
    const measured = await measureSpeed({ ...options, request: toMeasuredRequest({ request, data }), forMs })
    port.send({ kind: 'measured', runId, ...measured })
  } catch (thrown) {
    port.send({ kind: 'failed', runId, error: toWireError(toRunError(thrown)) })
  }
}
