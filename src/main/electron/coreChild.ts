/** @file The core as a child process: a utility process, or a plain Node where `FETTLE_CORE_NODE` names one. */
import { fork } from 'node:child_process'
import { type MessagePortMain, utilityProcess } from 'electron'

export interface CoreChild {
  readonly pid: number | undefined
  /** Ports can be transferred to a utility process only. */
  post(message: unknown, ports?: MessagePortMain[]): void
  onMessage(listener: (message: unknown) => void): void
  /** Called once; null when it was killed by a signal. */
  onExit(listener: (code: number | null) => void): void
  kill(): void
}

export function startCoreChild(program: string): CoreChild {
  const node = process.env['FETTLE_CORE_NODE']
  return node ? startNodeChild(program, node) : startUtilityChild(program)
}

function startUtilityChild(program: string): CoreChild {
  const child = utilityProcess.fork(program, [], { serviceName: 'Fettle core' })
  return {
    get pid() {
      return child.pid
    },
    post: (message, ports) => child.postMessage(message, ports),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.once('exit', listener),
    kill: () => void child.kill(),
  }
}

function startNodeChild(program: string, node: string): CoreChild {
  // JSON and not the advanced serialisation: the two processes may run different versions of V8.
  const child = fork(program, [], {
    execPath: node,
    execArgv: [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  child.on('error', () => undefined)
  return {
    pid: child.pid,
    post(message) {
      // What comes too late for a dying child is answered by its exit.
      if (child.connected) child.send(message as object, () => undefined)
    },
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.once('exit', listener),
    kill: () => void child.kill('SIGKILL'),
  }
}
