import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { PLAIN_WEIGHTS } from '../../../shared/domain/modelSpec'
import { tableInput } from '../../../shared/domain/modelInput'
import { exportModel } from '../../compiler'
import { createWorkerPool } from '../host/workerPool'
import { createLinearRunner } from '../testing/linearRunner'
import { createMemoryHost } from '../testing/memoryHost'
import type { WantedJob } from '../host/jobOnWorker'
import type { WorkerPool } from '../host/types'

function makePool(): WorkerPool {
  const pool = createWorkerPool({ host: createMemoryHost({ createRunner: createLinearRunner }), size: 1 })
  onTestFinished(() => pool.dispose())
  return pool
}

/** A network of one weight. */
function writeModel(): string {
  const folder = mkdtempSync(join(tmpdir(), 'fettle-job-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const { onnx } = exportModel({
    model: {
      layers: [{ kind: 'output', id: 'output', useBias: false, initializer: 'zeros', ...PLAIN_WEIGHTS }],
    },
    task: 'regression',
    weights: new Map([['output/kernel', { shape: [1, 1], values: new Float32Array([2]) }]]),
    fitted: {
      reads: [{ column: 'width', kind: 'number', isRequired: true, categories: [] }],
      primitives: [],
      inputs: [{ spec: tableInput(1), source: { kind: 'figures', features: ['width'] } }],
      window: null,
      target: 'length',
      output: { kind: 'number' },
      targetCenter: 0,
      targetScale: 1,
    },
    version: '0.1.0',
  })
  const file = join(folder, 'model.onnx')
  writeFileSync(file, onnx)
  return file
}

describe('a job', () => {
  it('is done by a worker, which tells how far it is and is free afterwards', async () => {
    const pool = makePool()
    const told: number[][] = []
    const wanted: WantedJob<'latency'> = {
      name: 'latency',
      input: { file: writeModel(), batches: [1, 32], runs: 20 },
    }
    const answer = await pool.runJob({ ...wanted, onProgress: (done, total) => told.push([done, total]) })
    expect(answer.map(({ batch }) => batch)).toEqual([1, 32])
    for (const { medianMs, p95Ms } of answer) {
      expect(medianMs).toBeGreaterThan(0)
      expect(p95Ms).toBeGreaterThanOrEqual(medianMs)
    }
    expect(told.at(-1)).toEqual([2, 2])
    expect(await pool.runJob(wanted)).toHaveLength(2)
  })

  it('fails with its reason', async () => {
    const input = { file: '/nowhere.onnx', batches: [1], runs: 1 }
    await expect(makePool().runJob({ name: 'latency', input })).rejects.toMatchObject({
      code: 'training/failed',
    })
  })

  it('ends where it is called off', async () => {
    const pool = makePool()
    const file = writeModel()
    const ending = new AbortController()
    const job = pool.runJob({
      name: 'latency',
      input: { file, batches: Array.from({ length: 500 }, () => 1), runs: 50 },
      onProgress: () => ending.abort(),
      signal: ending.signal,
    })
    await expect(job).rejects.toMatchObject({ code: 'app/cancelled' })
    expect(await pool.runJob({ name: 'latency', input: { file, batches: [1], runs: 1 } })).toHaveLength(1)
  })
})
