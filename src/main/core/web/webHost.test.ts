import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import type { EventMessage } from '../../../shared/contract/envelope'
import { MAX_FRAME_BYTES } from '../../../shared/contract/bridge'
import { createRouter, type Handlers } from '../../ipc/router'
import type { CoreEndpoint } from '../../ipc/transports/coreEndpoint'
import { startWebHost, type WebHost } from './webHost'

interface Answer {
  readonly status: number
  readonly headers: Record<string, string | string[] | undefined>
  readonly body: string
}

let folder: string
let host: WebHost
let tell: (message: EventMessage) => void

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fettle-web-'))
  mkdirSync(join(folder, 'renderer', 'assets'), { recursive: true })
  writeFileSync(join(folder, 'renderer', 'index.html'), '<title>Fettle</title>')
  writeFileSync(join(folder, 'renderer', 'assets', 'a.js'), 'export {}')
  writeFileSync(join(folder, 'secret.txt'), 'secret')
  // Only the channel that is called has a handler: the table itself is the router's own test.
  const handlers = { 'project:list': () => [] } as unknown as Handlers
  const endpoint: CoreEndpoint = {
    router: createRouter(handlers, () => undefined),
    onEvent: (listener) => {
      tell = listener
      return () => undefined
    },
  }
  host = await startWebHost({ endpoint, rendererFolder: join(folder, 'renderer'), port: 0 })
})

afterEach(async () => {
  await host.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Sends the path as it is: a URL object would tidy `..` away. */
function get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port: host.port, path, headers, agent: false }, (response) => {
      let body = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => (body += chunk))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }))
    })
    sent.on('error', reject)
    sent.end()
  })
}

async function logIn(address = host.address): Promise<string> {
  const { headers } = await get(new URL(address).pathname + new URL(address).search)
  return String(headers['set-cookie']).split(';')[0] ?? ''
}

async function openSocket(headers: Record<string, string> = {}): Promise<WebSocket> {
  const origin = `http://127.0.0.1:${host.port}`
  return new WebSocket(`ws://127.0.0.1:${host.port}/ws`, { headers: { Origin: origin, ...headers } })
}

function closed(socket: WebSocket): Promise<number> {
  return new Promise((resolve) => socket.on('close', resolve))
}

function refused(socket: WebSocket): Promise<number | undefined> {
  return new Promise((resolve) => {
    socket.on('error', () => undefined)
    socket.on('unexpected-response', (sent, response) => {
      resolve(response.statusCode)
      sent.destroy()
    })
  })
}

function ask(socket: WebSocket, message: unknown): Promise<unknown> {
  return new Promise((resolve) => {
    socket.once('message', (data: Buffer) => resolve(JSON.parse(data.toString())))
    const send = () => socket.send(typeof message === 'string' ? message : JSON.stringify(message))
    if (socket.readyState === WebSocket.OPEN) send()
    else socket.once('open', send)
  })
}

describe('startWebHost: who is let in', () => {
  it('trades the token for a cookie that no script and no other site can use, and cleans the address', async () => {
    const { status, headers } = await get(host.address.replace(/^http:\/\/[^/]+/, ''))
    expect(status).toBe(303)
    expect(headers['location']).toBe('/')
    expect(String(headers['set-cookie'])).toMatch(/; HttpOnly; SameSite=Strict; Path=\/$/)
  })

  it('lets a ticket in once only', async () => {
    const ticket = host.issueAddress()
    expect(await logIn(ticket)).toContain(`fettle_${host.port}=`)
    expect((await get(new URL(ticket).pathname + new URL(ticket).search)).status).toBe(401)
  })

  it('refuses a wrong token', async () => {
    expect((await get('/auth?token=wrong')).status).toBe(401)
  })

  it('answers without the cookie by 401 and a page that says what to do', async () => {
    const { status, body } = await get('/')
    expect(status).toBe(401)
    expect(body).toContain('Open the whole address that Fettle printed')
  })

  it('refuses a foreign Host, so that no rebound name reaches it', async () => {
    const cookie = await logIn()
    const { status } = await get('/', { Host: 'evil.example', Cookie: cookie })
    expect(status).toBe(403)
  })

  it('refuses a WebSocket of a foreign Origin', async () => {
    const socket = await openSocket({ Origin: 'http://evil.example', Cookie: await logIn() })
    expect(await refused(socket)).toBe(403)
  })

  it('refuses a WebSocket without the cookie', async () => {
    expect(await refused(await openSocket())).toBe(403)
  })
})

describe('startWebHost: files', () => {
  it('serves the built page with the content policy', async () => {
    const { status, headers, body } = await get('/', { Cookie: await logIn() })
    expect({ status, body }).toEqual({ status: 200, body: '<title>Fettle</title>' })
    expect(headers['content-security-policy']).toContain("default-src 'none'")
    expect(headers['content-type']).toBe('text/html; charset=utf-8')
  })

  it.each(['/../secret.txt', '/..%2fsecret.txt', '/assets/%2e%2e/%2e%2e/secret.txt', '/assets', '/none.js'])(
    'knows no %s',
    async (path) => {
      const { status, body } = await get(path, { Cookie: await logIn() })
      expect(status).toBe(404)
      expect(body).not.toContain('secret')
    },
  )

  it('only reads', async () => {
    const response = await fetch(`http://127.0.0.1:${host.port}/`, { method: 'POST' })
    expect(response.status).toBe(405)
  })
})

describe('startWebHost: the contract over a WebSocket', () => {
  it('answers requests and passes events on', async () => {
    const socket = await openSocket({ Cookie: await logIn() })
    const request = { kind: 'request', id: 7, channel: 'project:list', input: null }
    expect(await ask(socket, request)).toEqual({ kind: 'response', id: 7, result: { ok: true, value: [] } })
    const heard = new Promise((resolve) => socket.once('message', (data: Buffer) => resolve(data.toString())))
    tell({ kind: 'event', event: 'core:restarted', payload: {} })
    expect(await heard).toBe('{"kind":"event","event":"core:restarted","payload":{}}')
    socket.terminate()
  })

  it.each(['__proto__', 'no:such'])('answers the unknown channel %s by an error', async (channel) => {
    const socket = await openSocket({ Cookie: await logIn() })
    const error = { code: 'contract/unknown-channel', details: { channel } }
    expect(await ask(socket, { kind: 'request', id: 1, channel })).toMatchObject({
      result: { ok: false, error },
    })
    socket.terminate()
  })

  it('answers a malformed request that has an id, so that nobody waits for ever', async () => {
    const socket = await openSocket({ Cookie: await logIn() })
    const answer = await ask(socket, { kind: 'request', id: 3, channel: 5 })
    expect(answer).toMatchObject({ id: 3, result: { error: { code: 'contract/bad-request' } } })
    socket.terminate()
  })

  it.each([
    ['that is no JSON', '{', 1007],
    ['that is no request', '[]', 1008],
    ['over 1 MiB', JSON.stringify('x'.repeat(MAX_FRAME_BYTES)), 1009],
  ])('closes on a frame %s', async (_what, frame, code) => {
    const socket = await openSocket({ Cookie: await logIn() })
    socket.on('open', () => socket.send(frame))
    expect(await closed(socket)).toBe(code)
  })

  it('closes on a binary frame', async () => {
    const socket = await openSocket({ Cookie: await logIn() })
    socket.on('open', () => socket.send(Buffer.from([1, 2])))
    expect(await closed(socket)).toBe(1003)
  })

  it('says goodbye when it closes', async () => {
    const socket = await openSocket({ Cookie: await logIn() })
    const code = closed(socket)
    await new Promise((resolve) => socket.on('open', resolve))
    await host.close()
    expect(await code).toBe(1001)
  })
})
