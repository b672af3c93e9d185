import * as v from 'valibot'
import { CoreMessage, type RequestMessage, type Result } from '@shared/contract/envelope'
import { isEventName, type EventName } from '@shared/contract/events'
import { AppError } from '@shared/errors/appError'
import type { ConnectionState, Transport } from './types'

const FIRST_RETRY_MS = 300
const LONGEST_RETRY_MS = 5_000
const GIVE_UP_REQUEST_MS = 15_000

interface Pending {
  readonly resolve: (result: Result) => void
  readonly reject: (error: AppError) => void
}

interface Options {
  readonly url: string
  /** Asked where a socket closes before it was open. */
  readonly isRefused: () => Promise<boolean>
  readonly open?: (url: string) => WebSocket
}

/** The browser host: JSON over one WebSocket that is opened again, with growing pauses, whenever it closes. */
export class WebSocketTransport implements Transport {
  private socket: WebSocket | undefined
  private isOpen = false
  private wasOpen = false
  private retryMs = FIRST_RETRY_MS
  private nextId = 1
  private readonly pending = new Map<number, Pending>()
  private readonly listeners = new Map<EventName, Set<(payload: unknown) => void>>()
  private readonly connectionListeners = new Set<(state: ConnectionState) => void>()

  constructor(private readonly options: Options) {
    this.connect()
  }

  async request(channel: string, input: unknown): Promise<Result> {
    await this.whenOpen()
    const id = this.nextId++
    const message: RequestMessage = { kind: 'request', id, channel, input }
    return new Promise((resolve, reject) => {
      this.pending.set(id, { resolve, reject })
      this.socket?.send(JSON.stringify(message))
    })
  }

  on(event: EventName, listener: (payload: unknown) => void): () => void {
    const known = this.listeners.get(event) ?? new Set()
    known.add(listener)
    this.listeners.set(event, known)
    return () => known.delete(listener)
  }

  onConnection(listener: (state: ConnectionState) => void): () => void {
    this.connectionListeners.add(listener)
    listener(this.isOpen || !this.wasOpen ? 'open' : 'lost')
    return () => this.connectionListeners.delete(listener)
  }

  private connect(): void {
    const { url, open = (address: string) => new WebSocket(address) } = this.options
    const socket = open(url)
    this.socket = socket
    socket.addEventListener('open', () => this.onOpen())
    socket.addEventListener('message', (message) => this.onMessage(message.data))
    socket.addEventListener('close', () => this.onClose())
  }

  private onOpen(): void {
    const isAgain = this.wasOpen
    this.isOpen = true
    this.wasOpen = true
    this.retryMs = FIRST_RETRY_MS
    this.tellConnection('open')
    // What changed meanwhile was not heard: everything loaded is asked for again.
    if (isAgain) this.emit('core:restarted', {})
  }

  private onClose(): void {
    if (this.isOpen) this.tellConnection('lost')
    else void this.tellWhyNotOpen()
    this.isOpen = false
    for (const { reject } of this.pending.values()) reject(new AppError('app/core-restarted'))
    this.pending.clear()
    setTimeout(() => this.connect(), this.retryMs)
    this.retryMs = Math.min(this.retryMs * 2, LONGEST_RETRY_MS)
  }

  private onMessage(data: unknown): void {
    const message = v.parse(CoreMessage, JSON.parse(String(data)))
    if (message.kind === 'event') {
      if (isEventName(message.event)) this.emit(message.event, message.payload)
      return
    }
    this.pending.get(message.id)?.resolve(message.result)
    this.pending.delete(message.id)
  }

  private emit(event: EventName, payload: unknown): void {
    for (const listener of this.listeners.get(event) ?? []) listener(payload)
  }

  private tellConnection(state: ConnectionState): void {
    for (const listener of this.connectionListeners) listener(state)
  }

  /** It is tried again all the same: a browser that is let in by another tab lets this one in, too. */
  private async tellWhyNotOpen(): Promise<void> {
    const isRefused = await this.options.isRefused()
    if (!this.isOpen) this.tellConnection(isRefused ? 'refused' : 'lost')
  }

  private whenOpen(): Promise<void> {
    if (this.isOpen) return Promise.resolve()
    return new Promise((resolve, reject) => {
      const giveUp = setTimeout(() => {
        stop()
        reject(new AppError('app/core-restarted'))
      }, GIVE_UP_REQUEST_MS)
      const check = (state: ConnectionState): void => {
        if (state !== 'open' || !this.isOpen) return
        clearTimeout(giveUp)
        stop()
        resolve()
      }
      const stop = (): void => void this.connectionListeners.delete(check)
      this.connectionListeners.add(check)
    })
  }
}
