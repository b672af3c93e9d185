/** @file The core as a process of its own, as the desktop shell starts it, to be killed by tests. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import * as v from 'valibot'
import { CoreMessage, type EventMessage, type ResponseMessage } from '../../src/shared/contract/envelope'
import type { BuiltPrograms } from './buildPrograms'
import { type Call, createCall } from './coreBench'

export interface CoreProcess {
  readonly call: Call
  readonly child: ChildProcess
  onEvent(listener: (message: EventMessage) => void): void
  /** SIGKILL: no handler runs, nothing is flushed. */
  kill(): Promise<void>
  /** Asks it to finish, as the shell does before it quits. @returns its exit code. */
  shutdown(): Promise<number | null>
}

export function startCoreProcess(programs: BuiltPrograms, dataFolder: string): CoreProcess {
  const child = fork(programs.core, [], {
    env: { ...process.env, FETTLE_HOME: dataFolder },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const pending = new Map<number, (response: ResponseMessage) => void>()
  const listeners: ((message: EventMessage) => void)[] = []
  let nextId = 0
  child.on('message', (raw) => {
    const message = v.safeParse(CoreMessage, raw)
    if (!message.success) return
    if (message.output.kind === 'event') for (const listener of listeners) listener(message.output)
    else pending.get(message.output.id)?.(message.output)
  })
  const end = async (): Promise<number | null> => {
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
    return child.exitCode
  }
  return {
    child,
    call: createCall({
      router: {
        handle: (request) => {
          const id = nextId++
          child.send({ ...request, id })
          return new Promise((resolve) => pending.set(id, resolve))
        },
      },
    }),
    onEvent: (listener) => void listeners.push(listener),
    async kill() {
      child.kill('SIGKILL')
      await end()
    },
    async shutdown() {
      child.send({ kind: 'host:shutdown' })
      return end()
    },
  }
}
