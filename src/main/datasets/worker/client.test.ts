import { describe, expect, it } from 'vitest'
import { writeTable } from '../testing/temporaryFiles'
import { createDatasetClient } from './client'
import { serveEngine } from './serveEngine'
import type { ImportWorkerHost, WorkerProcessLike } from './workerLine'

type Listener = (message: unknown) => void

/** A worker in this process: messages cross as copies and a turn later, as they would between processes. */
function createWorker(answer?: (message: unknown) => unknown) {
  const toCore: Listener[] = []
  const toWorker: Listener[] = []
  const exits: ((code: number | null) => void)[] = []
  const post = (listeners: Listener[], message: unknown) =>
    setImmediate(() => listeners.forEach((listener) => listener(structuredClone(message))))
  const worker: WorkerProcessLike = {
    send: (message) => (answer ? post(toCore, answer(message)) : post(toWorker, message)),
    onMessage: (listener) => void toCore.push(listener),
    onExit: (listener) => void exits.push(listener),
    kill: () => exits.splice(0).forEach((listener) => listener(null)),
  }
  const port = {
    send: (message: unknown) => post(toCore, message),
    onMessage: (listener: Listener) => void toWorker.push(listener),
    onClosed: () => undefined,
  }
  return { worker, port, kill: worker.kill }
}

function hostOf(...workers: (() => Promise<WorkerProcessLike>)[]): ImportWorkerHost & { forks: number } {
  const host = {
    forks: 0,
    fork: () => (workers[host.forks++] ?? (() => Promise.reject(new TypeError('no more'))))(),
  }
  return host
}

const served = () => {
  const { worker, port } = createWorker()
  serveEngine(port)
  return Promise.resolve(worker)
}
const TABLE = `a,b,class\n${Array.from({ length: 30 }, (_, row) => `${row},${row % 4},${row % 2}`).join('\n')}\n`

describe('createDatasetClient', () => {
  it('starts its worker with the first call and keeps it', async () => {
    const host = hostOf(served)
    const client = createDatasetClient(host)
    expect(host.forks).toBe(0)
    const file = writeTable(TABLE)
    const [preview, source] = await Promise.all([client.propose(file, {}), client.describe(file)])
    expect(preview.rowCount).toBe(30)
    expect(source).toEqual(preview.source)
    expect(host.forks).toBe(1)
  })

  it('is warm before it is asked', () => {
    const host = hostOf(served)
    createDatasetClient(host).warmUp()
    expect(host.forks).toBe(1)
  })

  it('answers errors with their code, not with their stack', async () => {
    const client = createDatasetClient(hostOf(served))
    await expect(client.propose(writeTable(''), {})).rejects.toMatchObject({
      code: 'dataset/empty',
      details: { name: 'table.csv' },
    })
  })

  it('rejects what a dying worker leaves undone and starts another', async () => {
    const { worker, kill } = createWorker()
    const host = hostOf(() => Promise.resolve(worker), served)
    const client = createDatasetClient(host)
    const lost = expect(client.describe(writeTable(TABLE))).rejects.toMatchObject({
      code: 'training/worker-crashed',
      details: { exit: 'killed' },
    })
    setImmediate(kill)
    await lost
    expect((await client.describe(writeTable(TABLE))).sizeBytes).toBe(TABLE.length)
  })

  it('does not wait for a worker that was dead on arrival', async () => {
    const dead = {
      ...createWorker().worker,
      onExit: (listener: (code: number | null) => void) => listener(1),
    }
    const client = createDatasetClient(hostOf(() => Promise.resolve(dead), served))
    await expect(client.describe(writeTable(TABLE))).rejects.toMatchObject({
      code: 'training/worker-crashed',
      details: { exit: 1 },
    })
    await expect(client.describe(writeTable(TABLE))).resolves.toMatchObject({ fileName: 'table.csv' })
  })

  it('tries again after a fork that failed', async () => {
    const client = createDatasetClient(hostOf(() => Promise.reject(new TypeError('no fork')), served))
    await expect(client.describe(writeTable(TABLE))).rejects.toThrow('no fork')
    await expect(client.describe(writeTable(TABLE))).resolves.toMatchObject({ fileName: 'table.csv' })
  })

  it('trusts no answer that it cannot read', async () => {
    const babbling = () => Promise.resolve(createWorker(() => ({ kind: 'hello' })).worker)
    const client = createDatasetClient(hostOf(babbling))
    await expect(client.describe(writeTable(TABLE))).rejects.toMatchObject({ code: 'bug/unexpected' })
    const lying = () =>
      Promise.resolve(
        createWorker(() => ({ kind: 'returned', id: 0, output: { sizeBytes: 'large' } })).worker,
      )
    await expect(createDatasetClient(hostOf(lying)).describe(writeTable(TABLE))).rejects.toThrow('Invalid')
  })

  it('takes no calls once it is disposed of', async () => {
    const client = createDatasetClient(hostOf(served))
    await client.describe(writeTable(TABLE))
    await client.dispose()
    await expect(client.describe(writeTable(TABLE))).rejects.toMatchObject({ code: 'app/cancelled' })
  })
})
