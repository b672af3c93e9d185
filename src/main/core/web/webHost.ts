/** @file The browser host: the built renderer over HTTP and the contract over a WebSocket, on loopback only. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import { MAX_FRAME_BYTES, SOCKET_PATH } from '../../../shared/contract/bridge'
import { SECURITY_HEADERS } from '../../../shared/contract/webPolicy'
import { isLoopbackHost, isOwnOrigin } from '../../../shared/util/localAccess'
import type { CoreEndpoint } from '../../ipc/transports/coreEndpoint'
import { serveWebSocket } from '../../ipc/transports/websocket'
import { type AccessGate, createAccessGate } from './accessGate'
import { readAsset } from './assetFiles'
import { REFUSAL_PAGE } from './refusalPage'

export interface WebHostOptions {
  readonly endpoint: CoreEndpoint
  /** Where the built renderer lies. */
  readonly rendererFolder: string
  /** 0 lets the system choose. */
  readonly port: number
}

export interface WebHost {
  readonly port: number
  /** Lets whoever opens it in, as often as they like: for the user's eyes. */
  readonly address: string
  /** @returns an address that lets one browser in, once: for a command line. */
  issueAddress(): string
  /** Says goodbye to every browser and stops listening. */
  close(): Promise<void>
}

/** @throws NodeJS.ErrnoException when the port cannot be had. */
export async function startWebHost(options: WebHostOptions): Promise<WebHost> {
  const server = createServer()
  const port = await listen(server, options.port)
  const gate = createAccessGate(`fettle_${port}`)
  const sockets = serveSockets(server, gate, options.endpoint)
  server.on('request', (request, response) => {
    void answerRequest(request, response, { gate, folder: options.rendererFolder })
  })
  const toAddress = (token: string): string => `http://127.0.0.1:${port}/auth?token=${token}`
  return {
    port,
    address: toAddress(gate.token),
    issueAddress: () => toAddress(gate.issueTicket()),
    async close() {
      for (const socket of sockets.clients) socket.close(1001, 'Fettle is closing')
      const closed = new Promise((resolve) => server.close(resolve))
      setTimeout(() => sockets.clients.forEach((socket) => socket.terminate()), 500).unref()
      server.closeIdleConnections()
      setTimeout(() => server.closeAllConnections(), 1000).unref()
      await closed
    },
  }
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve((server.address() as AddressInfo).port)
    })
  })
}

function serveSockets(server: Server, gate: AccessGate, endpoint: CoreEndpoint): WebSocketServer {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_FRAME_BYTES,
    perMessageDeflate: false,
  })
  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    stream.on('error', () => stream.destroy())
    const { host, origin, cookie } = request.headers
    if (request.url !== SOCKET_PATH || !isOwnOrigin(origin, host) || !gate.hasCookie(cookie)) {
      stream.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
      return
    }
    sockets.handleUpgrade(request, stream, head, (socket) => serveWebSocket(socket, endpoint))
  })
  return sockets
}

interface Site {
  readonly gate: AccessGate
  readonly folder: string
}

interface Answer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Buffer | string
}

async function answerRequest(request: IncomingMessage, response: ServerResponse, site: Site): Promise<void> {
  const { status, headers = {}, body = '' } = await findAnswer(request, site)
  response.writeHead(status, {
    ...SECURITY_HEADERS,
    'Content-Length': String(Buffer.byteLength(body)),
    'Content-Type': 'text/plain; charset=utf-8',
    'Cache-Control': 'no-store',
    ...headers,
  })
  response.end(request.method === 'HEAD' ? '' : body)
}

async function findAnswer(request: IncomingMessage, { gate, folder }: Site): Promise<Answer> {
  if (!isLoopbackHost(request.headers.host)) return { status: 403, body: 'Forbidden\n' }
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return { status: 405, headers: { Allow: 'GET, HEAD' } }
  const [pathname = '/', query = ''] = (request.url ?? '/').split('?', 2)
  if (pathname === '/auth') {
    const cookie = gate.redeem(new URLSearchParams(query).get('token') ?? '')
    if (cookie !== null) return { status: 303, headers: { Location: '/', 'Set-Cookie': cookie } }
  }
  if (!gate.hasCookie(request.headers.cookie)) {
    return { status: 401, headers: { 'Content-Type': 'text/html; charset=utf-8' }, body: REFUSAL_PAGE }
  }
  const asset = await readAsset(folder, pathname)
  if (!asset) return { status: 404, body: 'Not found\n' }
  return {
    status: 200,
    headers: { 'Content-Type': asset.mediaType, 'Cache-Control': asset.cacheControl },
    body: asset.body,
  }
}
