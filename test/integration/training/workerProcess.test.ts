import { PLAIN_WEIGHTS } from '../../../src/shared/domain/modelSpec'
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import {
  createNodeWorkerHost,
  createWorkerPool,
  readWeights,
  type RunOutcome,
  type WorkerPool,
} from '../../../src/main/training'
import { makeRequest, makeRunData, writePrepared } from '../../../src/main/training/testing/prepared'
import type { RunRequest } from '../../../src/shared/contract/worker'
import type { StepMetrics } from '../../../src/shared/domain/metric'
import { buildTrainingWorker, type BuiltWorker } from '../../support/buildTrainingWorker'

let worker: BuiltWorker
let dataFolder: string

beforeAll(async () => {
  worker = await buildTrainingWorker()
  dataFolder = await writePrepared(makeRunData())
})
afterAll(() => worker.remove())

function makePool(size = 1, hungAfterMs = 60_000): WorkerPool {
  const programs = { trainingWorker: worker.path, importWorker: worker.path }
  const pool = createWorkerPool({ host: createNodeWorkerHost({ programs }), size, hungAfterMs })
  onTestFinished(() => pool.dispose())
  return pool
}

const LAYERS = [
  {
    kind: 'dense',
    id: 'hidden',
    units: 16,
    activation: 'relu',
    useBias: true,
    initializer: 'heNormal',
    ...PLAIN_WEIGHTS,
    l2: 0.001,
  },
  { kind: 'dropout', id: 'drop', rate: 0.3 },
  { kind: 'output', id: 'output', useBias: true, initializer: 'glorotUniform', ...PLAIN_WEIGHTS },
]

async function makeRun(training: Partial<RunRequest['training']>, changes: object = {}): Promise<RunRequest> {
  const weightsFile = join(await mkdtemp(join(tmpdir(), 'fettle-run-')), 'weights.bin')
  const settings = { optimizer: 'adam', learningRate: 0.01, batchSize: 32, ...training } as const
  return makeRequest(settings, { dataFolder, weightsFile, model: { layers: LAYERS }, ...changes })
}

const ENDLESS = { epochs: 10_000 }

interface Seen {
  readonly steps: StepMetrics[]
  readonly outcome: RunOutcome
}

async function watch(pool: WorkerPool, request: RunRequest): Promise<Seen> {
  const steps: StepMetrics[] = []
  const outcome = await pool.run(request, { onSteps: (fresh) => steps.push(...fresh) }).outcome
  return { steps, outcome }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

describe('a training worker process', () => {
  it('finishes a run and leaves the weights of the best epoch', async () => {
    const request = await makeRun({ epochs: 40 })
    const { steps, outcome } = await watch(makePool(), request)
    expect(outcome).toMatchObject({ kind: 'finished', result: { steps: 40, isStoppedEarly: false } })
    expect(steps.map((step) => step.step)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1))
    expect(Math.max(...steps.map((step) => step.validation.accuracy ?? 0))).toBeGreaterThan(0.9)
    expect([...(await readWeights(request.weightsFile)).keys()]).toEqual([
      'hidden/kernel',
      'hidden/bias',
      'output/kernel',
      'output/bias',
    ])
  })

  it('gives the same figures and weights for the same seed, in one worker or in two', async () => {
    const requests = [await makeRun({ epochs: 12 }), await makeRun({ epochs: 12 }, { runId: 'run-000002' })]
    const one = makePool(1)
    const serial = [await watch(one, requests[0] ?? fail()), await watch(one, requests[1] ?? fail())]
    const files = await Promise.all(requests.map(({ weightsFile }) => readFile(weightsFile)))
    const two = makePool(2)
    const parallel = await Promise.all(requests.map((request) => watch(two, request)))
    expect(parallel).toEqual(serial)
    expect(parallel[0]).toEqual(parallel[1])
    expect(await Promise.all(requests.map(({ weightsFile }) => readFile(weightsFile)))).toEqual(files)
    const other = await watch(one, await makeRun({ epochs: 12 }, { seed: 99 }))
    expect(other.steps).not.toEqual(serial[0]?.steps)
  })

  it('ends up where it would have been without a pause', async () => {
    const straight = await watch(makePool(), await makeRun({ epochs: 10 }))
    const pool = makePool()
    const steps: StepMetrics[] = []
    let pauses = 0
    const run = pool.run(await makeRun({ epochs: 10 }), {
      onStarted: () => run.pause(),
      onPaused: () => {
        pauses++
        run.resume()
      },
      onSteps: (fresh) => {
        steps.push(...fresh)
        run.pause()
      },
    })
    const outcome = await run.outcome
    expect({ steps, outcome }).toEqual(straight)
    expect(pauses).toBeGreaterThan(0)
  })

  it('stops between chunks, writes no weights, and is ready for the next run', async () => {
    const pool = makePool()
    const pids = new Set<number | null>()
    const request = await makeRun(ENDLESS)
    const run = pool.run(request, { onStarted: (pid) => pids.add(pid), onSteps: () => run.stop() })
    expect(await run.outcome).toEqual({ kind: 'stopped' })
    expect(existsSync(request.weightsFile)).toBe(false)
    const next = pool.run(await makeRun({ epochs: 1 }), { onStarted: (pid) => pids.add(pid) })
    expect(await next.outcome).toMatchObject({ kind: 'finished' })
    expect(pids.size).toBe(1)
  })

  it('costs one run when it is killed; the next run gets a new worker', async () => {
    const pool = makePool()
    let pid: number | null = null
    const run = pool.run(await makeRun(ENDLESS), {
      onStarted: (started) => (pid = started),
      onSteps: () => pid !== null && process.kill(pid, 'SIGKILL'),
    })
    expect(await run.outcome).toMatchObject({ kind: 'crashed', error: { code: 'training/worker-crashed' } })
    expect(await pool.run(await makeRun({ epochs: 1 })).outcome).toMatchObject({ kind: 'finished' })
  })

  it('leaves Ctrl+C to the core', async () => {
    const pool = makePool()
    let pid = 0
    const run = pool.run(await makeRun({ epochs: 20 }), {
      onStarted: (started) => (pid = started ?? 0),
      onSteps: () => process.kill(pid, 'SIGINT'),
    })
    expect(await run.outcome).toMatchObject({ kind: 'finished' })
  })

  it('is killed when it falls silent', async () => {
    const pool = makePool(1, 2000)
    let pid = 0
    const run = pool.run(await makeRun(ENDLESS), {
      onStarted: (started) => (pid = started ?? 0),
      onSteps: () => process.kill(pid, 'SIGSTOP'),
    })
    expect(await run.outcome).toMatchObject({ kind: 'crashed', error: { code: 'training/worker-hung' } })
    await expect.poll(() => isAlive(pid)).toBe(false)
  })

  it('fails at once when the loss leaves the numbers, and stays usable', async () => {
    const pool = makePool()
    const bad = await makeRun({ ...ENDLESS, optimizer: 'sgd', learningRate: 10 }, REGRESSION)
    expect(await pool.run(bad).outcome).toMatchObject({
      kind: 'failed',
      error: { code: 'training/diverged' },
    })
    expect(await pool.run(await makeRun({ epochs: 1 })).outcome).toMatchObject({ kind: 'finished' })
  })

  it('reports a program that cannot start as crashed', async () => {
    const programs = { trainingWorker: `${worker.path}.none`, importWorker: worker.path }
    const pool = createWorkerPool({ host: createNodeWorkerHost({ programs }), size: 1 })
    onTestFinished(() => pool.dispose())
    const outcome = await pool.run(await makeRun({ epochs: 1 })).outcome
    expect(outcome).toMatchObject({ kind: 'crashed', error: { code: 'training/worker-crashed' } })
  })

  it('ends by itself when its parent is killed', async () => {
    // A parent of its own, which forks the worker and prints its number.
    const script = `
      const { fork } = require('node:child_process')
      const child = fork(${JSON.stringify(worker.path)}, [], { serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })
      child.once('message', () => console.log(child.pid))
    `
    const parent = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
    onTestFinished(() => void parent.kill('SIGKILL'))
    const pid = await new Promise<number>((resolve) => {
      parent.stdout.once('data', (text: Buffer) => resolve(Number(String(text))))
    })
    expect(isAlive(pid)).toBe(true)
    parent.kill('SIGKILL')
    await expect.poll(() => isAlive(pid), { timeout: 5000 }).toBe(false)
  })
})

/** Steps far too long for a squared error. */
const REGRESSION = {
  task: 'regression',
  output: { kind: 'number' },
  objective: { metric: 'rmse', direction: 'minimize' },
}

function fail(): never {
  return expect.unreachable()
}
