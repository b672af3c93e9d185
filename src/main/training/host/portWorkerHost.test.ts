import { describe, expect, it } from 'vitest'
import type { CoreToHost, HostToCore } from '../../../shared/contract/host'
import { createPortWorkerHost, type MessagePortLike } from './portWorkerHost'

function setUp() {
  const sent: CoreToHost[] = []
  let hear: (message: HostToCore, ports: readonly MessagePortLike[]) => void = () => undefined
  const host = createPortWorkerHost({
    send: (message) => sent.push(message),
    onMessage: (listener) => (hear = listener),
  })
  return {
    host,
    sent,
    hear: (message: HostToCore, ports: readonly MessagePortLike[] = []) => hear(message, ports),
  }
}

function makePort() {
  const log: unknown[] = []
  let listener: (event: { data: unknown }) => void = () => undefined
  const port: MessagePortLike = {
    postMessage: (message) => log.push(message),
    on: (_event, added) => (listener = added),
    start: () => log.push('start'),
    close: () => log.push('close'),
  }
  return { port, log, arrive: (data: unknown) => listener({ data }) }
}

describe('createPortWorkerHost', () => {
  it('asks for a worker by name and talks to it through its own port', async () => {
    const { host, sent, hear } = setUp()
    const forked = host.fork('trainingWorker')
    expect(sent).toEqual([{ kind: 'host:fork', workerId: 1, program: 'trainingWorker' }])
    const { port, log, arrive } = makePort()
    hear({ kind: 'host:forked', workerId: 1 }, [port])
    const worker = await forked
    const heard: unknown[] = []
    worker.onMessage((message) => heard.push(message))
    arrive('hello')
    worker.send('go')
    expect(heard).toEqual(['hello'])
    expect(log).toEqual(['start', 'go'])
  })

  it('tells of an exit once, closes the port, and sends nothing afterwards', async () => {
    const { host, sent, hear } = setUp()
    const forked = host.fork('trainingWorker')
    const { port, log } = makePort()
    hear({ kind: 'host:forked', workerId: 1 }, [port])
    const worker = await forked
    const codes: (number | null)[] = []
    worker.onExit((code) => codes.push(code))
    worker.kill()
    expect(sent.at(-1)).toEqual({ kind: 'host:kill', workerId: 1 })
    hear({ kind: 'host:exited', workerId: 1, code: 9 })
    hear({ kind: 'host:exited', workerId: 1, code: 9 })
    worker.send('late')
    worker.kill()
    expect(codes).toEqual([9])
    expect(log).toEqual(['close'])
    expect(sent).toHaveLength(2)
  })

  it('gives a worker that could not start as one that has ended', async () => {
    const { host, hear } = setUp()
    const forked = host.fork('importWorker')
    hear({ kind: 'host:exited', workerId: 1, code: 1 })
    const worker = await forked
    const codes: (number | null)[] = []
    worker.onExit((code) => codes.push(code))
    expect(codes).toEqual([1])
  })
})
