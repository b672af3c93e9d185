/** @file One run in a worker: trained, and its story told to the core. */
import type { FromWorker, RunRequest } from '../../../shared/contract/worker'
import type { WorkerPort } from '../../../shared/contract/workerPort'
import type { AppError } from '../../../shared/errors/appError'
import { toWireError } from '../../../shared/errors/wireError'
import { readPreparedMeta } from '../rows/preparedData'
import { picturesOf } from '../pictures/picturesOf'
import type { CreateRunner } from '../types'
import { writeWeights } from '../weightsFile'
import { keeperOf } from './checkpointKeeper'
import { completeWeights, readRun, wholeResult } from '../backbones/readRun'
import type { ReadData } from '../rows/dataShelf'
import { measureFile } from './measureFile'
import { createRunControl, type RunControl } from './runControl'
import { toRunError } from './runError'
import { createRunHalts, type RunHalts } from './runHalts'
import { type Clock, createStepReporter, tellAlive } from '../stepReporter'
import { trainRun } from './trainRun'

export interface ServeRunOptions {
  readonly port: WorkerPort<FromWorker>
  readonly createRunner: CreateRunner
  readonly clock: Clock
  readonly readData: ReadData
  /** Told once it has ended. */
  readonly onEnd: () => void
}

/** What the core may say to a run that goes on. */
export type ServedRun = Pick<RunControl, 'pause' | 'resume' | 'stop'> & Pick<RunHalts, 'goOn'>

/** Never throws: a run that fails says so. */
export function serveRun(options: ServeRunOptions, request: RunRequest): ServedRun {
  const { port, clock } = options
  const { runId } = request
  const reporter = createStepReporter(clock, (steps) => port.send({ kind: 'stepped', runId, steps }))
  const control = createRunControl(() => {
    reporter.flush()
    port.send({ kind: 'paused', runId })
  })
  const halts = createRunHalts(request.haltAfter, (step) => {
    reporter.flush()
    port.send({ kind: 'halted', runId, step })
  })
  const endTelling = tellAlive(port, reporter.flush)
  const end = (message: FromWorker): void => {
    endTelling()
    reporter.flush()
    options.onEnd()
    port.send(message)
  }
  train(options, request, { control, halts, onStep: reporter.add }).then(end, (thrown: unknown) =>
    end({ kind: 'failed', runId, error: toWireError(toRunError(thrown)) }),
  )
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

type Hooks = Pick<Parameters<typeof trainRun>[0], 'control' | 'halts' | 'onStep'>

/** @returns how it ended, to be told */
async function train(options: ServeRunOptions, request: RunRequest, hooks: Hooks): Promise<FromWorker> {
  const { port, clock, createRunner, readData } = options
  const { runId } = request
  const warn = (error: AppError): void => port.send({ kind: 'warned', runId, error: toWireError(error) })
  const goesOn = (): Promise<boolean> => hooks.control.pass(() => Promise.resolve())
  const source = await readRun(request, { readData, now: () => clock.now(), goesOn })
  if (source === null) return { kind: 'stopped', runId }
  const { data } = source
  const checkpoints = keeperOf({ request: source.request, meta: data.meta, clock, onFailure: warn })
  const pictures = picturesOf(request, data)
  const trained = await trainRun({
    ...hooks,
    request: source.request,
    data,
    createRunner,
    clock,
    checkpoints,
    pictures,
  })
  if (trained === null) return { kind: 'stopped', runId }
  const weights = await completeWeights(request, trained.weights)
  await writeWeights(request.weightsFile, weights)
  const whole = wholeResult(request, trained.result, weights)
  if (request.measuresFile !== true) return { kind: 'finished', runId, result: whole }
  const meta = await readPreparedMeta(request.dataFolder)
  const costs = await measureFile({ request, meta, weights, clock })
  const { validation, ...result } = whole
  return { kind: 'finished', runId, result: { ...result, validation: { ...validation, ...costs } } }
}
