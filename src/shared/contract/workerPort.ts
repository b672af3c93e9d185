/** @file The line from a worker process to the core, whoever forked the worker. */

/** @typeParam Message what the worker says. */
export interface WorkerPort<Message> {
  send(message: Message): void
  onMessage(listener: (message: unknown) => void): void
  /** The core is gone: nobody needs this process any more. */
  onClosed(listener: () => void): void
}

/** The parts of Node's `process` that a forked worker needs. */
export interface ForkedProcess {
  send?(message: unknown, handle: undefined, options: undefined, sent: () => void): boolean
  on(event: 'message', listener: (message: unknown) => void): unknown
  on(event: 'disconnect', listener: () => void): unknown
}

/** The parts of Electron's message ports that a worker needs. */
interface ElectronPort {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { data: unknown; ports: readonly ElectronPort[] }) => void): void
  on(event: 'close', listener: () => void): void
  start(): void
}

/**
 * In a forked Node child the line is the IPC channel. In an Electron utility process main sends a message with one port
 * that leads to the core.
 */
export function connectWorkerPort<Message>(host: ForkedProcess): Promise<WorkerPort<Message>> {
  const parentPort = findParentPort(host)
  if (parentPort === null) return Promise.resolve(createChannelPort(host))
  return new Promise((resolve) => {
    parentPort.on('message', ({ ports: [port] }) => port !== undefined && resolve(createMessagePort(port)))
  })
}

function createChannelPort<Message>(host: ForkedProcess): WorkerPort<Message> {
  return {
    // A channel that closes while we speak shows as 'disconnect'.
    send: (message) => void host.send?.(message, undefined, undefined, () => undefined),
    onMessage: (listener) => void host.on('message', listener),
    onClosed: (listener) => void host.on('disconnect', listener),
  }
}

function createMessagePort<Message>(port: ElectronPort): WorkerPort<Message> {
  return {
    send: (message) => port.postMessage(message),
    onMessage: (listener) => {
      port.on('message', ({ data }) => listener(data))
      port.start()
    },
    onClosed: (listener) => port.on('close', listener),
  }
}

/** Only an Electron utility process has it. */
function findParentPort(host: object): ElectronPort | null {
  return 'parentPort' in host && isPort(host.parentPort) ? host.parentPort : null
}

function isPort(value: unknown): value is ElectronPort {
  return typeof value === 'object' && value !== null && 'postMessage' in value && 'on' in value
}
