import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { StepMetrics } from '../../../shared/domain/metric'
import { makeRequest } from '../../training/testing/prepared'
import { meanResult, runFolds } from './foldedRun'
import { createScriptedPool, flushMicrotasks } from './testing/scriptedPool'

function setUp() {
  const folder = mkdtempSync(join(tmpdir(), 'fettle-folds-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const pool = createScriptedPool()
  const steps: StepMetrics[] = []
  const request = makeRequest(
    {},
    {
      dataFolder: '/data/first',
      weightsFile: join(folder, 'trial.weights'),
      picturesFile: join(folder, 'trial.pictures'),
      checkpoint: { file: join(folder, 'trial.safetensors'), everySeconds: 30 },
    },
  )
  const hooks = { onSteps: (told: readonly StepMetrics[]) => void steps.push(...told) }
  const handle = runFolds(pool, { request, hooks, furtherFolders: ['/data/second', '/data/third'] })
  const end = async (index: number, accuracy: number) => {
    const run = pool.runs[index]
    if (run === undefined) return expect.unreachable(`fold ${index} is trained`)
    run.start()
    run.step(1, accuracy)
    writeFileSync(run.request.weightsFile, '')
    await run.finish(accuracy)
    await flushMicrotasks()
  }
  return { pool, handle, end, steps, request }
}

describe('runFolds', () => {
  it('trains on one fold after the other, and answers with the means', async () => {
    const { pool, handle, end } = setUp()
    for (const [index, accuracy] of [0.9, 0.7, 0.8].entries()) {
      expect(pool.runs).toHaveLength(index + 1)
      await end(index, accuracy)
    }
    const outcome = await handle.outcome
    expect(outcome).toMatchObject({ kind: 'finished', result: { bestStep: 1, weightCount: 10 } })
    if (outcome.kind !== 'finished') return
    expect(outcome.result.value).toBeCloseTo(0.8, 12)
    expect(outcome.result.validation.accuracy).toBeCloseTo(0.8, 12)
    expect(pool.runs.map(({ request }) => request.dataFolder)).toEqual([
      '/data/first',
      '/data/second',
      '/data/third',
    ])
  })

  it('keeps epochs, weights, pictures and checkpoint of the first fold alone', async () => {
    const { pool, end, steps, request } = setUp()
    for (const [index, accuracy] of [0.9, 0.7, 0.8].entries()) await end(index, accuracy)
    expect(steps.map(({ validation }) => validation.accuracy)).toEqual([0.9])
    const further = pool.runs.slice(1).map((run) => run.request)
    for (const { weightsFile, picturesFile, checkpoint, seed, runId } of further) {
      expect(existsSync(weightsFile)).toBe(false)
      expect({ picturesFile, checkpoint, seed }).toEqual({
        picturesFile: null,
        checkpoint: null,
        seed: request.seed,
      })
      expect(runId).not.toBe(request.runId)
    }
    expect(existsSync(request.weightsFile)).toBe(true)
  })

  it('ends with the first fold that fails', async () => {
    const { pool, handle, end } = setUp()
    await end(0, 0.9)
    await pool.runs[1]?.fail()
    expect(await handle.outcome).toMatchObject({ kind: 'failed', error: { code: 'training/diverged' } })
    expect(pool.runs).toHaveLength(2)
  })

  it('passes pause, resume and stop on to the fold that is trained', async () => {
    const { pool, handle, end } = setUp()
    handle.pause()
    expect(pool.runs[0]?.asked).toEqual(['pause'])
    await end(0, 0.9)
    expect(pool.runs[1]?.asked).toEqual(['pause'])
    handle.resume()
    handle.stop()
    expect(pool.runs[1]?.asked).toEqual(['pause', 'resume', 'stop'])
  })

  it('begins no further fold once it was stopped', async () => {
    const { pool, handle, end } = setUp()
    handle.stop()
    await end(0, 0.9)
    expect(await handle.outcome).toEqual({ kind: 'stopped' })
    expect(pool.runs).toHaveLength(1)
  })
})

describe('meanResult', () => {
  it('leaves out what is undefined in a fold', () => {
    const rest = { bestStep: 2, steps: 3, isStoppedEarly: false, weightCount: 4, train: {} }
    const one = { ...rest, value: 1, validation: { accuracy: 1, rocAuc: 0.5 } }
    const other = { ...rest, bestStep: 9, value: 0, validation: { accuracy: 0 } }
    expect(meanResult([one, other])).toEqual({ ...rest, value: 0.5, validation: { accuracy: 0.5 } })
  })
})
