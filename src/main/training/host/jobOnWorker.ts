/** @file One job on one worker. */
import { randomUUID } from 'node:crypto'
import * as v from 'valibot'
import { type JobInput, type JobName, type JobOutput, JOBS } from '../../../shared/contract/jobs'
import { AppError } from '../../../shared/errors/appError'
import { fromWireError } from '../../../shared/errors/wireError'
import type { TrainingWorker } from '../types'
import { workerCrashed } from './trainingWorker'
import type { WorkerShelf } from './workerShelf'

export interface WantedJob<J extends JobName> {
  readonly name: J
  readonly input: JobInput<J>
  readonly onProgress?: (done: number, total: number) => void
  /** Whether the worker is fit for nothing else afterwards. @default false */
  readonly isLast?: boolean
  /** Calls it off: the promise then rejects with `app/cancelled`. */
  readonly signal?: AbortSignal
}

/** A job that was called off and does not end by itself within this time costs its worker. */
const PATIENCE_MS = 3_000

/** A worker that fell silent or died is not put back; the shelf finds out by itself. */
export async function jobWith<J extends JobName>(
  shelf: WorkerShelf,
  wanted: WantedJob<J>,
): Promise<JobOutput<J>> {
  if (wanted.signal?.aborted === true) throw new AppError('app/cancelled')
  const worker = await shelf.take()
  try {
    return await jobOnWorker(worker, wanted)
  } finally {
    if (wanted.isLast === true) worker.kill()
    else shelf.put(worker)
  }
}

function jobOnWorker<J extends JobName>(worker: TrainingWorker, wanted: WantedJob<J>): Promise<JobOutput<J>> {
  const { name, input, onProgress, signal } = wanted
  const jobId = randomUUID()
  return new Promise((resolve, reject) => {
    let limit: ReturnType<typeof setTimeout> | undefined
    const settle = (end: () => void): void => {
      clearTimeout(limit)
      signal?.removeEventListener('abort', callOff)
      for (const endListening of listening) endListening()
      end()
    }
    const callOff = (): void => {
      worker.send({ kind: 'stop' })
      limit = setTimeout(() => worker.kill(), PATIENCE_MS)
    }
    const listening = [
      worker.onExit((code) => {
        const error = signal?.aborted === true ? new AppError('app/cancelled') : workerCrashed(code)
        settle(() => reject(error))
      }),
      worker.onMessage((message) => {
        if (!('jobId' in message) || message.jobId !== jobId) return
        if (message.kind === 'jobProgressed') onProgress?.(message.done, message.total)
        else if (message.kind === 'jobFailed') settle(() => reject(fromWireError(message.error)))
        else settle(() => resolve(readOutput(name, message.output)))
      }),
    ]
    signal?.addEventListener('abort', callOff)
    worker.send({ kind: 'job', jobId, name, input })
  })
}

function readOutput<J extends JobName>(name: J, output: unknown): JobOutput<J> {
  // The schema of a name gives the output of that name, which no type says of a name that is not known yet.
  return v.parse(JOBS[name].output, output) as JobOutput<J>
}
