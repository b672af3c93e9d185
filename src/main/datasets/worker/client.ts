/** @file The data engine as the core sees it: calls go to the import worker, which is started when it is first needed. */
import * as v from 'valibot'
import { AppError } from '../../../shared/errors/appError'
import { fromWireError } from '../../../shared/errors/wireError'
import type { OnProgress } from '../import/tableCache'
import type { DatasetEngine } from '../types'
import { FromImportWorker, METHODS, type Method } from './protocol'

/** A child process with messages, wherever it was forked. */
export interface WorkerProcessLike {
  send(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
  /** Called once, with the exit code (null when killed by a signal). */
  onExit(listener: (code: number | null) => void): void
  kill(): void
}

export interface ImportWorkerHost {
  fork(program: 'importWorker'): Promise<WorkerProcessLike>
}

export interface DatasetClient extends DatasetEngine {
  /** Starts the worker before it is needed, so that the first call does not wait for it. */
  warmUp(): void
  /** Ends the worker; calls under way are rejected. */
  dispose(): Promise<void>
}

export interface DatasetClientOptions {
  readonly onProgress?: OnProgress
}

interface PendingCall {
  resolve(output: unknown): void
  reject(error: AppError): void
}

/**
 * @returns an engine whose calls never hold up this process. If the worker dies, the calls it had are rejected with
 * `training/worker-crashed`, and the next call starts another.
 */
export function createDatasetClient(
  host: ImportWorkerHost,
  options: DatasetClientOptions = {},
): DatasetClient {
  const line = createWorkerLine(host, options)
  const call = async <M extends Method>(
    method: M,
    ...input: unknown[]
  ): Promise<v.InferOutput<(typeof METHODS)[M]['output']>> =>
    v.parse(METHODS[method].output, await line.call(method, input))
  return {
    propose: (file, dialect) => call('propose', file, dialect),
    review: (file, plan) => call('review', file, plan),
    prepare: (file, plan, folder) => call('prepare', file, plan, folder),
    rows: (request) => call('rows', request),
    rejected: (file, plan) => call('rejected', file, plan),
    readCells: (file, dialect) => call('readCells', file, dialect),
    describe: (file) => call('describe', file),
    warmUp: line.warmUp,
    dispose: line.dispose,
  }
}

function createWorkerLine(host: ImportWorkerHost, { onProgress }: DatasetClientOptions) {
  const pending = new Map<number, PendingCall>()
  let worker: Promise<WorkerProcessLike> | null = null
  let isDisposed = false
  let nextId = 0

  const receive = (raw: unknown): void => {
    const parsed = v.safeParse(FromImportWorker, raw)
    if (!parsed.success)
      return drop(new AppError('bug/unexpected', { message: 'unreadable answer of the import worker' }))
    const message = parsed.output
    if (message.kind === 'progressed') onProgress?.(message.path, message.doneBytes, message.totalBytes)
    if (message.kind !== 'returned' && message.kind !== 'failed') return
    const call = pending.get(message.id)
    pending.delete(message.id)
    if (message.kind === 'returned') call?.resolve(message.output)
    else call?.reject(fromWireError(message.error))
  }
  const drop = (error: AppError): void => {
    worker = null
    const calls = [...pending.values()]
    pending.clear()
    for (const { reject } of calls) reject(error)
  }
  const start = async (): Promise<WorkerProcessLike> => {
    const process = await host.fork('importWorker')
    let end: AppError | null = null
    process.onMessage(receive)
    process.onExit((code) => {
      end = isDisposed ? new AppError('app/cancelled') : crashed(code)
      drop(end)
    })
    // It may have died before anyone could listen.
    if (end) throw end
    return process
  }
  const ensure = (): Promise<WorkerProcessLike> => {
    if (isDisposed) return Promise.reject(new AppError('app/cancelled'))
    worker ??= start().catch((cause: unknown) => {
      worker = null
      throw cause
    })
    return worker
  }
  return {
    call: async (method: Method, input: unknown[]): Promise<unknown> => {
      const process = await ensure()
      const id = nextId++
      return new Promise((resolve, reject) => {
        pending.set(id, { resolve, reject })
        process.send({ kind: 'call', id, method, input })
      })
    },
    warmUp: () => void ensure().catch(() => undefined),
    dispose: async () => {
      isDisposed = true
      const running = worker
      drop(new AppError('app/cancelled'))
      const process = await running?.catch(() => null)
      process?.kill()
    },
  }
}

function crashed(code: number | null): AppError {
  return new AppError('training/worker-crashed', { exit: code ?? 'killed' })
}
