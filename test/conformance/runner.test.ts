import { describe, expect, it } from 'vitest'
import { createLinearRunner } from '../../src/main/training/testing/linearRunner'
import { makeRequest, makeRunData } from '../../src/main/training/testing/prepared'
import type { CreateRunner, Runner, RunnerRequest, TrainingData } from '../../src/main/training/types'
import { PLAIN_WEIGHTS, type LayerSpec } from '../../src/shared/domain/modelSpec'
import { ENGINES } from '../support/engines'
import { NO_TENSORFLOW, TENSORFLOW } from '../support/tensorFlowLibrary'
import { OPTIMIZERS, type TrainingSpec } from '../../src/shared/domain/trainingSpec'

const LAYERS: LayerSpec[] = [
  {
    kind: 'dense',
    id: 'hidden',
    units: 8,
    activation: 'tanh',
    useBias: true,
    initializer: 'heNormal',
    ...PLAIN_WEIGHTS,
    l2: 0.01,
  },
  { kind: 'dropout', id: 'drop', rate: 0.4 },
  { kind: 'output', id: 'output', useBias: true, initializer: 'glorotUniform', ...PLAIN_WEIGHTS },
]

function makeRunnerRequest(training: Partial<TrainingSpec> = {}): RunnerRequest {
  const { train, validation, meta } = makeRunData()
  const request = makeRequest({ batchSize: 16, ...training }, { model: { layers: LAYERS } })
  const { model, task, output, seed } = request
  const given = { model, training: request.training, task, output, seed }
  return { ...given, inputs: meta.inputs.map(({ spec }) => spec), train, validation, threads: 1 }
}

const ORDER = Int32Array.from({ length: 200 }, (_, index) => (index * 77) % 200)

/** Trains one epoch, cut into chunks of so many batches. */
async function trainInChunks(runner: Runner, batches: number): Promise<number[]> {
  const losses: number[] = []
  for (let at = 0; at < ORDER.length; at += batches * 16) {
    losses.push(...(await runner.trainChunk(ORDER.subarray(at, at + batches * 16))))
  }
  return losses
}

/** Copies of rows of two inputs, in this order. */
function pickRows({ x, y }: TrainingData, order: Int32Array): TrainingData {
  const rows = [...order]
  return {
    rows: rows.length,
    x: Float32Array.from(rows.flatMap((row) => [...x.subarray(row * 2, row * 2 + 2)])),
    y: Float32Array.from(rows, (row) => y[row] ?? 0),
  }
}

const RUNNERS: Record<string, CreateRunner> = {
  ...Object.fromEntries(ENGINES),
  linear: createLinearRunner,
}

if (TENSORFLOW === null) describe.skip(`the tensorFlow runner${NO_TENSORFLOW}`, () => {})

describe.each(Object.entries(RUNNERS))('the %s runner', (_name, createRunner) => {
  it('gives the loss of every batch, the smaller last one included', async () => {
    const runner = await createRunner(makeRunnerRequest())
    expect(await trainInChunks(runner, 100)).toHaveLength(13)
    await runner.dispose()
  })

  it.each(OPTIMIZERS)('trains alike however the rows are cut into chunks (%s)', async (optimizer) => {
    const request = makeRunnerRequest({ optimizer, learningRate: 0.01 })
    const [whole, cut] = [await createRunner(request), await createRunner(request)]
    expect(await trainInChunks(cut, 3)).toEqual(await trainInChunks(whole, 100))
    expect(await cut.weights()).toEqual(await whole.weights())
    expect(await cut.evaluate('validation')).toEqual(await whole.evaluate('validation'))
  })

  it('trains on rows that are handed over as on those that lie there, bit for bit', async () => {
    const request = makeRunnerRequest({ optimizer: 'adam', learningRate: 0.01 })
    const lying = await createRunner(request)
    const handed = await createRunner({
      ...request,
      train: { ...request.train, x: new Float32Array() },
      trainSample: request.train,
      handedOver: { isMixed: false },
    })
    const losses = await trainInChunks(lying, 4)
    const same: number[] = []
    for (let at = 0; at < ORDER.length; at += 64)
      same.push(...(await handed.trainRows(pickRows(request.train, ORDER.subarray(at, at + 64)))))
    expect(same).toEqual(losses)
    expect(await handed.weights()).toEqual(await lying.weights())
    expect(await handed.evaluate('train')).toEqual(await lying.evaluate('train'))
    for (const runner of [lying, handed]) await runner.dispose()
  })

  it('is not changed by being looked at', async () => {
    const [watched, alone] = [
      await createRunner(makeRunnerRequest()),
      await createRunner(makeRunnerRequest()),
    ]
    await watched.evaluate('train')
    await watched.weights()
    expect(await trainInChunks(watched, 5)).toEqual(await trainInChunks(alone, 5))
  })

  it('hands out weights that further training leaves alone', async () => {
    const runner = await createRunner(makeRunnerRequest())
    await trainInChunks(runner, 100)
    const before = await runner.weights()
    const copy = structuredClone(before)
    await trainInChunks(runner, 100)
    expect(before).toEqual(copy)
    expect(await runner.weights()).not.toEqual(copy)
    const count = [...copy.values()].reduce((total, { values }) => total + values.length, 0)
    expect(count).toBe(runner.weightCount)
  })

  it('evaluates all rows of a part, and the sample of the training rows where there is one', async () => {
    const request = makeRunnerRequest()
    const runner = await createRunner(request)
    expect((await runner.evaluate('train')).predictions).toHaveLength(200)
    expect((await runner.evaluate('validation')).predictions).toHaveLength(60)
    const sampled = await createRunner({ ...request, trainSample: request.validation })
    expect(await sampled.evaluate('train')).toEqual(await runner.evaluate('validation'))
    expect(await trainInChunks(sampled, 100)).toEqual(await trainInChunks(runner, 100))
  })

  it('lowers the loss', async () => {
    const runner = await createRunner(makeRunnerRequest({ learningRate: 0.1 }))
    const { loss } = await runner.evaluate('validation')
    for (let epoch = 0; epoch < 5; epoch++) await trainInChunks(runner, 100)
    expect((await runner.evaluate('validation')).loss).toBeLessThan(loss)
  })
})
