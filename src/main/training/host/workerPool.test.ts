import { describe, expect, it, onTestFinished } from 'vitest'
import type { RunRequest } from '../../../shared/contract/worker'
import { createLinearRunner } from '../testing/linearRunner'
import { createMemoryHost, type MemoryHost } from '../testing/memoryHost'
import { makeRequest, makeRunData, writePrepared } from '../testing/prepared'
import type { WorkerProcess } from '../types'
import type { WorkerPool, WorkerPoolOptions } from './types'
import { createWorkerPool } from './workerPool'

function makePool(options: Partial<WorkerPoolOptions> & { host: MemoryHost }): WorkerPool {
  const pool = createWorkerPool({ size: 2, ...options })
  onTestFinished(() => pool.dispose())
  return pool
}

const makeHost = (): MemoryHost => createMemoryHost({ createRunner: createLinearRunner })

async function makeRun(epochs: number, runId = 'run-000001'): Promise<RunRequest> {
  const dataFolder = await writePrepared(makeRunData())
  return makeRequest({ epochs }, { dataFolder, weightsFile: `${dataFolder}/weights`, runId })
}

const LONG = 10_000

describe('createWorkerPool', () => {
  it('runs, tells every epoch once before the outcome, and keeps the worker for the next run', async () => {
    const host = makeHost()
    const pool = makePool({ host })
    const steps: number[] = []
    const outcome = await pool.run(await makeRun(4), {
      onSteps: (fresh) => steps.push(...fresh.map((step) => step.step)),
    }).outcome
    expect(outcome).toMatchObject({ kind: 'finished', result: { steps: 4 } })
    expect(steps).toEqual([1, 2, 3, 4])
    await pool.run(await makeRun(1)).outcome
    expect(host.workers).toHaveLength(1)
  })

  it('trains several runs on one worker, each with its own story and outcome', async () => {
    const host = makeHost()
    const pool = makePool({ host, size: 2 })
    const requests = [await makeRun(2, 'run-000001'), await makeRun(4, 'run-000002')]
    const dataFolder = requests[0]?.dataFolder ?? ''
    const steps: string[] = []
    const runs = requests.map((request) => ({
      request: { ...request, dataFolder },
      hooks: {
        onSteps: (fresh: readonly { step: number }[]) => {
          for (const { step } of fresh) steps.push(`${request.runId} ${step}`)
        },
      },
    }))
    const outcomes = await Promise.all(pool.runTogether(runs).map((handle) => handle.outcome))
    expect(outcomes).toMatchObject([{ result: { steps: 2 } }, { result: { steps: 4 } }])
    expect(steps.toSorted()).toEqual([
      ...[1, 2].map((step) => `run-000001 ${step}`),
      ...[1, 2, 3, 4].map((step) => `run-000002 ${step}`),
    ])
    expect(host.workers).toHaveLength(1)
  })

  it('ends all runs of a worker that dies, but not those that were over', async () => {
    const host = makeHost()
    const pool = makePool({ host, size: 1 })
    const requests = [await makeRun(1, 'run-000001'), await makeRun(LONG, 'run-000002')]
    const dataFolder = requests[0]?.dataFolder ?? ''
    const [short, long] = pool.runTogether(
      requests.map((request) => ({ request: { ...request, dataFolder } })),
    )
    await short?.outcome
    host.workers[0]?.die(null)
    expect(await short?.outcome).toMatchObject({ kind: 'finished' })
    expect(await long?.outcome).toMatchObject({ kind: 'crashed' })
    expect(await pool.run(await makeRun(1)).outcome).toMatchObject({ kind: 'finished' })
  })

  it('stops one of several runs and leaves the others', async () => {
    const host = makeHost()
    const pool = makePool({ host, size: 1 })
    const requests = [await makeRun(LONG, 'run-000001'), await makeRun(30, 'run-000002')]
    const dataFolder = requests[0]?.dataFolder ?? ''
    const [long, short] = pool.runTogether(
      requests.map((request) => ({ request: { ...request, dataFolder } })),
    )
    setTimeout(() => long?.stop(), 5)
    expect(await long?.outcome).toEqual({ kind: 'stopped' })
    expect(await short?.outcome).toMatchObject({ kind: 'finished', result: { steps: 30 } })
  })

  it('runs so many at a time as it is large; the others wait in order', async () => {
    const host = makeHost()
    const pool = makePool({ host, size: 1 })
    const started: string[] = []
    const runIds = ['run-000001', 'run-000002', 'run-000003']
    const requests = await Promise.all(runIds.map((runId) => makeRun(2, runId)))
    const runs = requests.map((request) =>
      pool.run(request, { onStarted: () => started.push(request.runId) }),
    )
    await Promise.all(runs.map((run) => run.outcome))
    expect(started).toEqual(runIds)
    expect(host.workers).toHaveLength(1)
  })

  it('reports a killed worker as crashed and gives the next run a new one', async () => {
    const host = makeHost()
    const pool = makePool({ host, size: 1 })
    const run = pool.run(await makeRun(LONG), { onSteps: () => host.workers[0]?.die(null) })
    const outcome = await run.outcome
    expect(outcome).toMatchObject({
      kind: 'crashed',
      error: { code: 'training/worker-crashed', details: { exit: 'killed' } },
    })
    expect(await pool.run(await makeRun(1)).outcome).toMatchObject({ kind: 'finished' })
    expect(host.workers).toHaveLength(2)
  })

  it('kills a worker that falls silent', async () => {
    const host = createMemoryHost({ createRunner: createLinearRunner, isSilent: true })
    const pool = makePool({ host, hungAfterMs: 60 })
    const outcome = await pool.run(await makeRun(1)).outcome
    expect(outcome).toMatchObject({ kind: 'crashed', error: { code: 'training/worker-hung' } })
    expect(host.workers[0]?.isAlive()).toBe(false)
  })

  it('reports a failed run and keeps its worker', async () => {
    const host = makeHost()
    const pool = makePool({ host, size: 1 })
    const outcome = await pool.run(makeRequest()).outcome
    expect(outcome).toMatchObject({ kind: 'failed', error: { code: 'file/unreadable' } })
    await pool.run(await makeRun(1)).outcome
    expect(host.workers).toHaveLength(1)
  })

  it('pauses, resumes and stops', async () => {
    const pool = makePool({ host: makeHost() })
    const paused = new Promise<void>((resolve) => {
      void makeRun(LONG).then((request) => {
        const run = pool.run(request, {
          onSteps: () => run.pause(),
          onPaused: () => (run.resume(), run.stop(), resolve()),
        })
        return run.outcome
      })
    })
    await paused
    const run = pool.run(await makeRun(LONG), { onSteps: () => run.stop() })
    expect(await run.outcome).toEqual({ kind: 'stopped' })
  })

  it('stops a run that still waits without a worker', async () => {
    const host = makeHost()
    const pool = makePool({ host, size: 1 })
    const long = pool.run(await makeRun(LONG))
    const waiting = pool.run(await makeRun(1, 'run-000002'))
    waiting.stop()
    expect(await waiting.outcome).toEqual({ kind: 'stopped' })
    long.stop()
    expect(await long.outcome).toEqual({ kind: 'stopped' })
  })

  it('measures how fast a model trains, as many times at once as it is asked', async () => {
    const host = makeHost()
    const pool = makePool({ host, size: 1 })
    const request = await makeRun(1)
    const measured = await Promise.all([1, 2].map(() => pool.measure({ request, forMs: 1 })))
    expect(measured).toMatchObject([
      { kind: 'measured', weightCount: expect.any(Number) },
      { kind: 'measured' },
    ])
    expect(host.workers).toHaveLength(2)
  })

  it('tells why a model could not be measured', async () => {
    const pool = makePool({ host: makeHost() })
    const request = { ...(await makeRun(1)), dataFolder: '/nowhere' }
    expect(await pool.measure({ request, forMs: 1 })).toMatchObject({
      kind: 'failed',
      error: { code: 'file/unreadable' },
    })
  })

  it('starts workers ahead, as many as it is large', async () => {
    const host = makeHost()
    const pool = makePool({ host, size: 3 })
    pool.warm()
    pool.warm()
    await pool.run(await makeRun(1)).outcome
    expect(host.workers).toHaveLength(3)
  })

  it('grows at once and sends surplus workers home when it shrinks', async () => {
    const host = makeHost()
    const pool = makePool({ host, size: 1 })
    const runs = [pool.run(await makeRun(LONG)), pool.run(await makeRun(LONG, 'run-000002'))]
    pool.resize(2)
    await expect.poll(() => host.workers.length).toBe(2)
    pool.resize(1)
    for (const run of runs) run.stop()
    await Promise.all(runs.map((run) => run.outcome))
    await expect.poll(() => host.workers.filter((worker) => worker.isAlive()).length).toBe(1)
  })

  it('does not wait for a worker that is slow to start when it is disposed of', async () => {
    const exits: (() => void)[] = []
    const slow: WorkerProcess = {
      pid: 1,
      send: () => undefined,
      onMessage: () => undefined,
      onExit: (listener) => void exits.push(() => listener(null)),
      kill: () => exits.forEach((exit) => exit()),
    }
    const pool = createWorkerPool({ host: { fork: () => Promise.resolve(slow) }, size: 1 })
    const run = pool.run(await makeRun(1))
    await expect.poll(() => exits.length).toBeGreaterThan(0)
    await pool.dispose()
    expect(await run.outcome).toEqual({ kind: 'stopped' })
  })

  it('leaves no worker behind when it is disposed of; what ran ends as stopped', async () => {
    const host = makeHost()
    const pool = makePool({ host })
    const stepped = new Promise<void>((resolve) => {
      void makeRun(LONG).then((request) => pool.run(request, { onSteps: () => resolve() }))
    })
    await stepped
    const run = pool.run(await makeRun(LONG, 'run-000002'))
    await pool.dispose()
    expect(await run.outcome).toEqual({ kind: 'stopped' })
    expect(host.workers.some((worker) => worker.isAlive())).toBe(false)
    expect(await pool.run(await makeRun(1)).outcome).toEqual({ kind: 'stopped' })
  })
})
