/** @file The core's end of the line to the import worker: starts it when it is first needed, and again after it died. */
import * as v from 'valibot'
import { AppError } from '../../../shared/errors/appError'
import { fromWireError } from '../../../shared/errors/wireError'
import type { OnProgress } from '../import/table/tableCache'
import { FromImportWorker, type Method } from './protocol'

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

export interface DatasetClientOptions {
  /** Where archives are unpacked and pictures decoded; what lies there can be made again. */
  readonly cacheFolder?: string
  readonly onProgress?: OnProgress
}

/** Calls under way, by their number. */
class PendingCalls {
  private readonly calls = new Map<
    number,
    { resolve(output: unknown): void; reject(error: AppError): void }
  >()
  private nextId = 0

  add(send: (id: number) => void): Promise<unknown> {
    const id = this.nextId++
    return new Promise((resolve, reject) => {
      this.calls.set(id, { resolve, reject })
      send(id)
    })
  }

  settle(message: Extract<FromImportWorker, { kind: 'returned' | 'failed' }>): void {
    const call = this.calls.get(message.id)
    this.calls.delete(message.id)
    if (message.kind === 'returned') call?.resolve(message.output)
    else call?.reject(fromWireError(message.error))
  }

  rejectAll(error: AppError): void {
    const calls = [...this.calls.values()]
    this.calls.clear()
    for (const { reject } of calls) reject(error)
  }
}

export interface WorkerLine {
  /** @throws {training/worker-crashed} if the worker dies before it answers. */
  call(method: Method, input: unknown[]): Promise<unknown>
  warmUp(): void
  dispose(): Promise<void>
}

export function createWorkerLine(host: ImportWorkerHost, options: DatasetClientOptions): WorkerLine {
  const { cacheFolder, onProgress } = options
  const pending = new PendingCalls()
  let worker: Promise<WorkerProcessLike> | null = null
  let isDisposed = false

  const receive = (raw: unknown): void => {
    const { success, output: message } = v.safeParse(FromImportWorker, raw)
    if (!success) drop(new AppError('bug/unexpected', { message: 'unreadable answer of the import worker' }))
    else if (message.kind === 'progressed') onProgress?.(message.path, message.doneBytes, message.totalBytes)
    else if (message.kind !== 'ready') pending.settle(message)
  }
  const drop = (error: AppError): void => {
    worker = null
    pending.rejectAll(error)
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
    if (cacheFolder !== undefined) process.send({ kind: 'configure', cacheFolder })
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
    async call(method, input) {
      const process = await ensure()
      return pending.add((id) => process.send({ kind: 'call', id, method, input }))
    },
    warmUp: () => void ensure().catch(() => undefined),
    async dispose() {
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
