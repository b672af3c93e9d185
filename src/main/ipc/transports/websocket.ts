/** @file The contract over a WebSocket: one text frame a message, for the browser host. */
import type { RawData, WebSocket } from 'ws'
import { answerMessage, type CoreEndpoint } from './coreEndpoint'

/** Close codes of RFC 6455, section 7.4.1. */
const UNSUPPORTED_DATA = 1003
const INVALID_PAYLOAD = 1007
const POLICY_VIOLATION = 1008
const TRY_AGAIN_LATER = 1013

/** A reader this far behind is cut off; it connects again and asks for the present state. */
const MAX_BACKLOG_BYTES = 64 * 1024 * 1024

/** Serves one connection until it closes. What is no frame of the contract closes it, with a code that says why. */
export function serveWebSocket(socket: WebSocket, endpoint: CoreEndpoint): void {
  const send = (message: unknown): void => {
    if (socket.readyState !== socket.OPEN) return
    if (socket.bufferedAmount > MAX_BACKLOG_BYTES) socket.close(TRY_AGAIN_LATER, 'reading too slowly')
    else socket.send(JSON.stringify(message))
  }
  const unsubscribe = endpoint.onEvent(send)
  socket.on('close', unsubscribe)
  // ws reports protocol errors (an oversized frame: 1009) here and closes by itself.
  socket.on('error', () => undefined)
  socket.on('message', (data, isBinary) => {
    if (isBinary) return socket.close(UNSUPPORTED_DATA, 'text frames only')
    const message = parseJson(data)
    if (message === undefined) return socket.close(INVALID_PAYLOAD, 'not JSON')
    void answerMessage(message, endpoint).then((response) => {
      if (response) send(response)
      else socket.close(POLICY_VIOLATION, 'not a request')
    })
  })
}

/** @returns undefined for what is no JSON (which itself has no undefined). */
function parseJson(data: RawData): unknown {
  try {
    return JSON.parse(rawText(data)) as unknown
  } catch {
    return undefined
  }
}

function rawText(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString('utf8')
  return Buffer.from(data as Buffer).toString('utf8')
}
