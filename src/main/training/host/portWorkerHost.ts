/** @file Workers that another process forks on our behalf (Electron's main), each reached through a port of its own. */
import type { CoreToHost, HostToCore } from '../../../shared/contract/host'
import type { WorkerHost, WorkerProcess } from '../types'

/** What we need of a message port: Electron's `MessagePortMain` and Node's `MessagePort` wrapped alike. */
export interface MessagePortLike {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown
  start(): void
  close(): void
}

/** The line to the process that started the core. `host:forked` comes with exactly one port. */
export interface HostLink {
  send(message: CoreToHost): void
  onMessage(listener: (message: HostToCore, ports: readonly MessagePortLike[]) => void): void
}

interface PortWorker extends WorkerProcess {
  end(code: number | null): void
}

/**
 * Asks the host with `host:fork` and gets `host:forked` with a port, or `host:exited` when the program could not start.
 * Messages that the worker posts before we listen wait in the port until `start`.
 */
export function createPortWorkerHost(link: HostLink): WorkerHost {
  let nextId = 1
  const forking = new Map<number, (worker: PortWorker) => void>()
  const workers = new Map<number, PortWorker>()

  const adopt = (workerId: number, port: MessagePortLike | undefined): PortWorker => {
    const worker = createPortWorker(port, () => link.send({ kind: 'host:kill', workerId }))
    workers.set(workerId, worker)
    forking.get(workerId)?.(worker)
    forking.delete(workerId)
    return worker
  }
  link.onMessage((message, ports) => {
    if (message.kind === 'host:forked') adopt(message.workerId, ports[0])
    if (message.kind !== 'host:exited') return
    const worker = workers.get(message.workerId) ?? adopt(message.workerId, undefined)
    workers.delete(message.workerId)
    worker.end(message.code)
  })

  return {
    fork: (program) =>
      new Promise((resolve) => {
        const workerId = nextId++
        forking.set(workerId, resolve)
        link.send({ kind: 'host:fork', workerId, program })
      }),
  }
}

function createPortWorker(port: MessagePortLike | undefined, kill: () => void): PortWorker {
  let exit: { code: number | null } | null = null
  let isStarted = false
  const exitListeners: ((code: number | null) => void)[] = []
  return {
    pid: null,
    send: (message) => {
      if (exit === null) port?.postMessage(message)
    },
    onMessage: (listener) => {
      port?.on('message', (event) => listener(event.data))
      if (!isStarted) port?.start()
      isStarted = true
    },
    onExit: (listener) => (exit === null ? void exitListeners.push(listener) : listener(exit.code)),
    kill: () => {
      if (exit === null) kill()
    },
    end: (code) => {
      if (exit !== null) return
      exit = { code }
      port?.close()
      for (const listener of exitListeners.splice(0)) listener(code)
    },
  }
}
