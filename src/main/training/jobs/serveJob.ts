/** @file One job in a worker: read, done, answered, or ended where it is called off. */
import { setImmediate } from 'node:timers/promises'
import * as v from 'valibot'
import { type JobName, JOBS } from '../../../shared/contract/jobs'
import type { FromWorker, ToWorker } from '../../../shared/contract/worker'
import type { WorkerPort } from '../../../shared/contract/workerPort'
import { AppError } from '../../../shared/errors/appError'
import { toWireError } from '../../../shared/errors/wireError'
import { toRunError } from '../worker/runError'
import { type Clock, tellAlive } from '../stepReporter'
import type { Job, JobTools } from '../job'
import { jobs } from './registry'

export interface ServedJob {
  stop(): void
}

export interface ServeJobParts {
  readonly port: WorkerPort<FromWorker>
  readonly clock: Clock
  /** Called before the answer, so that the worker is free when the core hears of it. */
  readonly onEnd: () => void
}

type JobMessage = Extract<ToWorker, { kind: 'job' }>

/** Ten messages a second. */
const INTERVAL_MS = 100

/** Never rejects: what goes wrong is told by `jobFailed`. */
export function serveJob(parts: ServeJobParts, message: JobMessage): ServedJob {
  const ending = new AbortController()
  void answer(parts, message, ending.signal)
  return { stop: () => ending.abort() }
}

async function answer(parts: ServeJobParts, message: JobMessage, signal: AbortSignal): Promise<void> {
  const { port, onEnd } = parts
  const { jobId, name } = message
  const stopSaying = tellAlive(port, () => undefined)
  let reply: FromWorker
  try {
    const output = await perform(name, message.input, createTools(parts, jobId, signal))
    reply = { kind: 'jobAnswered', jobId, output }
  } catch (thrown) {
    const error = signal.aborted ? new AppError('app/cancelled') : toRunError(thrown)
    reply = { kind: 'jobFailed', jobId, error: toWireError(error) }
  }
  stopSaying()
  onEnd()
  port.send(reply)
}

/** @throws {bug/unexpected} where the input is not what the job reads. */
function perform<J extends JobName>(name: J, input: unknown, tools: JobTools): Promise<unknown> {
  // One name, one schema, one job: the types of three tables that agree name by name cannot be followed through a variable.
  const job = jobs[name] as Job<JobName>
  return job(v.parse(JOBS[name].input, input), tools)
}

function createTools({ port, clock }: ServeJobParts, jobId: string, signal: AbortSignal): JobTools {
  let toldAt = -Infinity
  return {
    signal,
    now: () => clock.now(),
    progress: (done, total) => {
      if (done < total && clock.now() - toldAt < INTERVAL_MS) return
      toldAt = clock.now()
      port.send({ kind: 'jobProgressed', jobId, done, total })
    },
    breathe: async () => {
      await setImmediate()
      if (signal.aborted) throw new AppError('app/cancelled')
    },
  }
}
