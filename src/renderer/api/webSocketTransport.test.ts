import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { WebSocketTransport } from './webSocketTransport'

/** A socket that the test opens, answers on and closes. */
class FakeSocket extends EventTarget {
  readonly sent: string[] = []

  send(text: string): void {
    this.sent.push(text)
  }

  open(): void {
    this.dispatchEvent(new Event('open'))
  }

  receive(message: unknown): void {
    this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(message) }))
  }

  close(): void {
    this.dispatchEvent(new Event('close'))
  }
}

let sockets: FakeSocket[]
let transport: WebSocketTransport
let isRefused: boolean
const last = (): FakeSocket => sockets.at(-1) as FakeSocket

beforeEach(() => {
  vi.useFakeTimers()
  sockets = []
  isRefused = false
  transport = new WebSocketTransport({
    url: 'ws://here/socket',
    isRefused: () => Promise.resolve(isRefused),
    open: () => {
      sockets.push(new FakeSocket())
      return last() as unknown as WebSocket
    },
  })
})
afterEach(() => {
  vi.useRealTimers()
})

describe('WebSocketTransport', () => {
  it('sends requests once it is open and matches answers by their id', async () => {
    const first = transport.request('app:about', null)
    const second = transport.request('project:list', null)
    expect(last().sent).toEqual([])
    last().open()
    await vi.advanceTimersByTimeAsync(0)
    expect(last().sent.map((text) => (JSON.parse(text) as { channel: string }).channel)).toEqual([
      'app:about',
      'project:list',
    ])
    last().receive({ kind: 'response', id: 2, result: { ok: true, value: 'two' } })
    last().receive({ kind: 'response', id: 1, result: { ok: true, value: 'one' } })
    expect(await Promise.all([first, second])).toMatchObject([{ value: 'one' }, { value: 'two' }])
  })

  it('fails what was under way when the connection is lost, and connects again with growing pauses', async () => {
    last().open()
    const request = transport.request('app:about', null)
    const failure = expect(request).rejects.toMatchObject({ code: 'app/core-restarted' })
    await vi.advanceTimersByTimeAsync(0)
    last().close()
    await failure
    await vi.advanceTimersByTimeAsync(300)
    expect(sockets).toHaveLength(2)
    last().close()
    await vi.advanceTimersByTimeAsync(300)
    expect(sockets).toHaveLength(2)
    await vi.advanceTimersByTimeAsync(300)
    expect(sockets).toHaveLength(3)
  })

  it('has everything asked for again after a lost connection, not after the first', async () => {
    const restarted = vi.fn()
    transport.on('core:restarted', restarted)
    last().open()
    expect(restarted).not.toHaveBeenCalled()
    last().close()
    await vi.advanceTimersByTimeAsync(300)
    last().open()
    expect(restarted).toHaveBeenCalledTimes(1)
  })

  it('tells of the connection, and stays quiet about it before the first', () => {
    const told: string[] = []
    transport.onConnection((state) => told.push(state))
    last().open()
    last().close()
    expect(told).toEqual(['open', 'open', 'lost'])
  })

  it('tells apart a core that lets this page in no more, and goes on once it does', async () => {
    const told: string[] = []
    last().open()
    last().close()
    await vi.advanceTimersByTimeAsync(300)
    isRefused = true
    transport.onConnection((state) => told.push(state))
    last().close()
    await vi.advanceTimersByTimeAsync(600)
    last().open()
    expect(told).toEqual(['lost', 'refused', 'open'])
  })

  it('gives up on a request when no connection comes about', async () => {
    const failure = expect(transport.request('app:about', null)).rejects.toMatchObject({
      code: 'app/core-restarted',
    })
    await vi.advanceTimersByTimeAsync(15_000)
    await failure
  })

  it('passes events to their listeners until they leave', () => {
    const heard = vi.fn()
    const leave = transport.on('project:changed', heard)
    last().open()
    last().receive({ kind: 'event', event: 'project:changed', payload: { projectId: 'a' } })
    leave()
    last().receive({ kind: 'event', event: 'project:changed', payload: { projectId: 'b' } })
    expect(heard.mock.calls).toEqual([[{ projectId: 'a' }]])
  })
})
