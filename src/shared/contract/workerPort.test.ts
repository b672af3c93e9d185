import { EventEmitter } from 'node:events'
import { describe, expect, it } from 'vitest'
import { connectWorkerPort, type ForkedProcess } from './workerPort'

/** Both ends of what a worker sees of its parent: a port of Electron's or, with `send`, the process itself. */
class Line extends EventEmitter {
  readonly log: unknown[] = []
  readonly postMessage = (message: unknown): void => void this.log.push(message)
  readonly send = this.postMessage
  readonly start = (): void => void this.log.push('start')
}

const asProcess = (host: object): ForkedProcess => host as ForkedProcess

describe('connectWorkerPort', () => {
  it('uses the channel of a forked Node child', async () => {
    const host = new Line()
    const port = await connectWorkerPort(asProcess(host))
    const heard: unknown[] = []
    port.onMessage((message) => heard.push(message))
    port.onClosed(() => heard.push('closed'))
    port.send({ kind: 'ready' })
    host.emit('message', 'hello')
    host.emit('disconnect')
    expect(host.log).toEqual([{ kind: 'ready' }])
    expect(heard).toEqual(['hello', 'closed'])
  })

  it('uses the port that an Electron utility process is handed, once it listens', async () => {
    const parentPort = new Line()
    const connected = connectWorkerPort(asProcess({ parentPort }))
    const core = new Line()
    parentPort.emit('message', { data: { kind: 'host:port' }, ports: [core] })
    const port = await connected
    const heard: unknown[] = []
    port.onMessage((message) => heard.push(message))
    port.onClosed(() => heard.push('closed'))
    port.send({ kind: 'ready' })
    core.emit('message', { data: 'hello', ports: [] })
    core.emit('close')
    expect(core.log).toEqual(['start', { kind: 'ready' }])
    expect(heard).toEqual(['hello', 'closed'])
  })
})
