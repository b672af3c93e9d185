import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { PREPARED_META_FILE } from '../../../shared/domain/preparedMeta'
import type { FromWorker } from '../../../shared/contract/worker'
import { createLinearRunner } from '../testing/linearRunner'
import { makeRequest, makeRunData, writePrepared } from '../testing/prepared'
import type { CreateRunner } from '../types'
import { readWeights } from '../weightsFile'
import { serveRuns } from './serveRuns'

interface Served {
  readonly sent: FromWorker[]
  readonly exits: () => number
  say(message: unknown): void
  close(): void
  /** Waits for the end of a run. */
  end(): Promise<FromWorker>
}

const ENDS = new Set(['finished', 'stopped', 'failed', 'halted'])

function serve(createRunner: CreateRunner = createLinearRunner): Served {
  const sent: FromWorker[] = []
  let exits = 0
  let say: (message: unknown) => void = () => undefined
  let close: () => void = () => undefined
  let ended: (message: FromWorker) => void = () => undefined
  serveRuns({
    port: {
      send: (message) => {
        sent.push(message)
        if (ENDS.has(message.kind)) ended(message)
      },
      onMessage: (listener) => (say = listener),
      onClosed: (listener) => (close = listener),
    },
    createRunner,
    clock: { now: () => 0 },
    exit: () => exits++,
  })
  const end = (): Promise<FromWorker> => new Promise((resolve) => (ended = resolve))
  return { sent, exits: () => exits, say: (message) => say(message), close: () => close(), end }
}

describe('serveRuns', () => {
  it('says it is ready, tells all epochs, writes the weights and says it has finished', async () => {
    const dataFolder = await writePrepared(makeRunData())
    const weightsFile = join(dataFolder, 'runs', 'weights.bin')
    const served = serve()
    served.say({ kind: 'run', request: makeRequest({ epochs: 6 }, { dataFolder, weightsFile }) })
    const end = await served.end()
    expect(served.sent[0]).toEqual({ kind: 'ready' })
    expect(end).toMatchObject({ kind: 'finished', runId: 'run-000001', result: { steps: 6 } })
    expect(served.sent.at(-1)).toBe(end)
    const steps = served.sent.flatMap((message) => (message.kind === 'stepped' ? message.steps : []))
    expect(steps.map((step) => step.step)).toEqual([1, 2, 3, 4, 5, 6])
    expect((await readWeights(weightsFile)).get('linear')?.shape).toEqual([3])
  })

  it('sends epochs that follow quickly in one message', async () => {
    const dataFolder = await writePrepared(makeRunData())
    const served = serve()
    served.say({
      kind: 'run',
      request: makeRequest({ epochs: 20 }, { dataFolder, weightsFile: join(dataFolder, 'w') }),
    })
    await served.end()
    expect(served.sent.filter((message) => message.kind === 'stepped')).toHaveLength(2)
  })

  it('tells all epochs before it stands still, and goes on or stops as it is told', async () => {
    const dataFolder = await writePrepared(makeRunData())
    const served = serve()
    const request = makeRequest(
      { epochs: 6 },
      { dataFolder, weightsFile: join(dataFolder, 'w'), haltAfter: 2 },
    )
    served.say({ kind: 'run', request })
    expect(await served.end()).toEqual({ kind: 'halted', runId: request.runId, step: 2 })
    const told = () =>
      served.sent.flatMap((message) => (message.kind === 'stepped' ? message.steps : [])).length
    expect(told()).toBe(2)
    served.say({ kind: 'goOn', runId: request.runId, haltAfter: 5 })
    expect(await served.end()).toMatchObject({ kind: 'halted', step: 5 })
    expect(told()).toBe(5)
    served.say({ kind: 'stop' })
    expect(await served.end()).toMatchObject({ kind: 'stopped' })
    served.say({ kind: 'run', request: { ...request, haltAfter: null } })
    expect(await served.end()).toMatchObject({ kind: 'finished' })
  })

  it('takes the next run after a failed one', async () => {
    const dataFolder = await writePrepared(makeRunData())
    const served = serve()
    served.say({ kind: 'run', request: makeRequest() })
    expect(await served.end()).toMatchObject({ kind: 'failed', error: { code: 'file/unreadable' } })
    served.say({ kind: 'run', request: makeRequest({}, { dataFolder, weightsFile: join(dataFolder, 'w') }) })
    expect(await served.end()).toMatchObject({ kind: 'finished' })
  })

  it.each([
    [new RangeError('Array buffer allocation failed'), 'training/out-of-memory'],
    [new Error('Non-zero status code returned: std::bad_alloc'), 'training/out-of-memory'],
    [new Error('Invalid rank for input'), 'training/failed'],
  ])('calls "%s" %s', async (thrown, code) => {
    const dataFolder = await writePrepared(makeRunData())
    const served = serve(() => Promise.reject(thrown))
    served.say({ kind: 'run', request: makeRequest({}, { dataFolder }) })
    expect(await served.end()).toMatchObject({ kind: 'failed', error: { code } })
  })

  it('says that it rests, and answers a stop while it rests', async () => {
    const dataFolder = await writePrepared(makeRunData())
    const served = serve()
    const end = served.end()
    served.say({ kind: 'run', request: makeRequest({ epochs: 1000 }, { dataFolder }) })
    served.say({ kind: 'pause' })
    await expect.poll(() => served.sent.at(-1)?.kind).toBe('paused')
    served.say({ kind: 'stop' })
    expect(await end).toEqual({ kind: 'stopped', runId: 'run-000001' })
  })

  it('tells the story of each of several runs, and stops the one that is dropped', async () => {
    const dataFolder = await writePrepared(makeRunData())
    const request = (runId: string, epochs: number) =>
      makeRequest({ epochs }, { runId, dataFolder, weightsFile: join(dataFolder, runId) })
    const served = serve()
    served.say({ kind: 'runTogether', requests: [request('run-000001', 3), request('run-000002', 10_000)] })
    expect(await served.end()).toMatchObject({ kind: 'finished', runId: 'run-000001', result: { steps: 3 } })
    expect((await readWeights(join(dataFolder, 'run-000001'))).size).toBe(1)
    served.say({ kind: 'drop', runId: 'run-000002' })
    expect(await served.end()).toEqual({ kind: 'stopped', runId: 'run-000002' })
    served.say({ kind: 'run', request: request('run-000003', 1) })
    expect(await served.end()).toMatchObject({ kind: 'finished', runId: 'run-000003' })
  })

  it('tells why a run cannot be kept, and goes on with it', async () => {
    const dataFolder = await writePrepared(makeRunData())
    const served = serve()
    // A file where a folder would have to be.
    const checkpoint = { file: join(dataFolder, PREPARED_META_FILE, 'trial'), everySeconds: 0 }
    const weightsFile = join(dataFolder, 'w')
    served.say({ kind: 'run', request: makeRequest({}, { dataFolder, weightsFile, checkpoint }) })
    expect(await served.end()).toMatchObject({ kind: 'finished' })
    const warnings = served.sent.filter(({ kind }) => kind === 'warned')
    expect(warnings.length).toBeGreaterThan(0)
    expect(warnings[0]).toMatchObject({ runId: 'run-000001', error: { code: expect.any(String) } })
  })

  it('ends when it is told to and when the core is gone', () => {
    const served = serve()
    served.say({ kind: 'exit' })
    served.close()
    expect(served.exits()).toBe(2)
  })
})
