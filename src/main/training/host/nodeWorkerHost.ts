/** @file Workers as children of this Node process. */
import { fork, type ChildProcess } from 'node:child_process'
import type { WorkerProgram } from '../../../shared/contract/host'
import type { WorkerHost, WorkerProcess } from '../types'

export interface NodeWorkerHostOptions {
  /** The built file of every program. */
  readonly programs: Readonly<Record<WorkerProgram, string>>
}

/** Forks Node children; a program that cannot be started shows as an exit, never as a rejection. */
export function createNodeWorkerHost({ programs }: NodeWorkerHostOptions): WorkerHost {
  return {
    fork: (program) => {
      const child = fork(programs[program], [], {
        serialization: 'advanced',
        // An inspector flag of the parent would make every child fight for the same port.
        execArgv: [],
        // Standard output belongs to the command line's own answers; graphics drivers talk to standard error on every start.
        stdio: ['ignore', 'ignore', process.env['FETTLE_DEBUG'] ? 'inherit' : 'ignore', 'ipc'],
      })
      return Promise.resolve(toWorkerProcess(child))
    },
  }
}

function toWorkerProcess(child: ChildProcess): WorkerProcess {
  let exit: { code: number | null } | null = null
  const listeners: ((code: number | null) => void)[] = []
  const end = (code: number | null): void => {
    if (exit !== null) return
    exit = { code }
    for (const listener of listeners.splice(0)) listener(code)
  }
  child.once('exit', end)
  // Without a process there will be no exit; a message that came too late for a dying child is no event of its own.
  child.on('error', () => child.pid === undefined && end(null))
  return {
    pid: child.pid ?? null,
    send: (message) => {
      if (child.connected) child.send(message as object, () => undefined)
    },
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => (exit === null ? void listeners.push(listener) : listener(exit.code)),
    kill: () => void child.kill('SIGKILL'),
  }
}
