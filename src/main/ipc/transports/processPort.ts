/** @file The contract over a process port: the core's side of its talk with the process that started it. */
import { answerMessage, type CoreEndpoint } from './coreEndpoint'

/** A port that was transferred with a message: Electron's `MessagePortMain`, as far as it is used here. */
export interface TransferredPort {
  postMessage(message: unknown): void
  on(event: 'message', listener: (message: { readonly data: unknown }) => void): unknown
  on(event: 'close', listener: () => void): unknown
  start(): void
  close(): void
}

/** The way to the parent process, whichever kind of child this is. */
export interface ProcessPort {
  post(message: unknown): void
  onMessage(listener: (message: unknown, ports: readonly TransferredPort[]) => void): void
  /** Called when the parent is gone: nobody will ever answer again. */
  onClose(listener: () => void): void
}

/** What Electron adds to `process` in a utility process. */
interface ParentPort {
  postMessage(message: unknown): void
  on(
    event: 'message',
    listener: (message: { readonly data: unknown; readonly ports: readonly TransferredPort[] }) => void,
  ): unknown
}

/** @returns the port to the parent: Electron's parent port, the channel of a forked Node child, or null without either. */
export function openParentPort(): ProcessPort | null {
  const parentPort = (process as { parentPort?: ParentPort }).parentPort
  if (parentPort) return wrapParentPort(parentPort)
  return process.send ? wrapForkChannel() : null
}

/** Answers requests that come over the port and sends every event to it. @returns how to stop. */
export function serveProcessPort(port: ProcessPort, endpoint: CoreEndpoint): () => void {
  let isServing = true
  const unsubscribe = endpoint.onEvent((event) => port.post(event))
  port.onMessage((message) => {
    if (!isServing || !isRequest(message)) return
    void answerMessage(message, endpoint).then((response) => {
      if (response) port.post(response)
    })
  })
  return () => {
    isServing = false
    unsubscribe()
  }
}

/** The port also carries the talk of core and host (`host:…`), which is none of the contract's business. */
function isRequest(message: unknown): boolean {
  return typeof message === 'object' && message !== null && 'kind' in message && message.kind === 'request'
}

function wrapParentPort(parentPort: ParentPort): ProcessPort {
  return {
    post: (message) => parentPort.postMessage(message),
    onMessage: (listener) => parentPort.on('message', ({ data, ports }) => listener(data, ports)),
    // A utility process ends with its parent: there is no close to be told of.
    onClose: () => undefined,
  }
}

function wrapForkChannel(): ProcessPort {
  return {
    post(message) {
      // The parent may die between the check and the send; its loss is told by `disconnect`.
      if (process.connected) process.send?.(message, undefined, undefined, () => undefined)
    },
    onMessage: (listener) => process.on('message', (message) => listener(message, [])),
    onClose: (listener) => process.once('disconnect', listener),
  }
}
