import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { RunRequest } from '../../../shared/contract/worker'
import { tableInput } from '../../../shared/domain/modelInput'
import type { ModelSpec, PlacedBackbone } from '../../../shared/domain/modelSpec'
import { newLayer } from '../../../shared/domain/newLayer'
import { OPTIMIZERS } from '../../../shared/domain/trainingSpec'
import { createRandom } from '../../../shared/util/random'
import { compileTest, rowsName } from '../../compiler'
import { createOnnxRunner } from '../runners/onnx'
import { openSession } from '../runners/onnx/session'
import { toTensors } from '../runners/shared/toTensors'
import { makeRequest, plainTable, toMeta, writePrepared } from '../testing/prepared'
import type { TrainingData, Weights } from '../types'
import { createDataShelf } from '../rows/dataShelf'
import { toRunnerRequest } from '../worker/epoch'
import { createRunControl } from '../worker/runControl'
import { trainRun } from '../worker/trainRun'
import { keepWeights } from './keepWeights'
import { completeWeights, readRun } from './readRun'

const WIDTH = 6
const clock = { now: () => 0 }

function makeRows(rows: number, seed: number): TrainingData {
  const random = createRandom(seed)
  const x = Float32Array.from({ length: rows * WIDTH }, () => random.normal())
  const y = Float32Array.from({ length: rows }, (_, row) =>
    Number((x[row * WIDTH] ?? 0) > (x[row * WIDTH + 1] ?? 0)),
  )
  return { rows, x, y }
}

function drawn(shape: readonly number[], seed: number, low = 0) {
  const random = createRandom(seed)
  const values = new Float32Array(shape.reduce((product, size) => product * size, 1))
  return { shape, values: values.map(() => low + Math.abs(random.normal())) }
}

/** Two dense layers with a batch normalisation between them, as they were trained elsewhere. */
const WEIGHTS: Weights = new Map([
  ['first/kernel', drawn([WIDTH, 5], 1, -1)],
  ['first/bias', drawn([5], 2, -1)],
  ['norm/scale', drawn([5], 3, 0.5)],
  ['norm/center', drawn([5], 4, -1)],
  ['norm/mean', drawn([5], 5, -1)],
  ['norm/variance', drawn([5], 6, 0.5)],
  ['second/kernel', drawn([5, 4], 7, -1)],
  ['second/bias', drawn([4], 8, -1)],
])

interface Frozen {
  /** Of the three layers. */
  readonly unfreeze: number
  readonly rateShare?: number
  readonly keepsStatistics?: boolean
}

function modelOn(weights: string, { unfreeze, rateShare = 0.1, keepsStatistics = true }: Frozen): ModelSpec {
  const names = ['first', 'norm', 'second']
  const backbone: PlacedBackbone = {
    ...{
      id: 'net',
      weights,
      inputShape: [WIDTH],
      weightCount: 79,
      rateShare,
      keepsStatistics,
      scaling: null,
    },
    layers: names.map((id, index) => ({ id: `net${id}`, from: id, isFrozen: index < 3 - unfreeze })),
  }
  return {
    layers: [
      newLayer('dense', 'netfirst', { units: 5, activation: 'tanh' }),
      newLayer('batchNorm', 'netnorm'),
      newLayer('dense', 'netsecond', { units: 4, activation: 'tanh' }),
      newLayer('dropout', 'drop', { rate: 0.2 }),
      newLayer('dense', 'head', { units: 3 }),
      newLayer('output', 'output'),
    ],
    backbones: [backbone],
  }
}

async function setUp(frozen: Frozen, training: object = {}): Promise<RunRequest> {
  const folder = await mkdtemp(join(tmpdir(), 'fettle-backbone-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const { weights } = await keepWeights(WEIGHTS, folder)
  const fitted = {
    ...plainTable(['a', 'b', 'c', 'd', 'e', 'f']),
    ...{
      target: 'g',
      output: { kind: 'classes' as const, labels: ['no', 'yes'] },
      targetCenter: 0,
      targetScale: 1,
    },
  }
  const meta = toMeta({ train: 50, validation: 20, test: 0 }, fitted)
  const dataFolder = await writePrepared({ meta, train: makeRows(50, 1), validation: makeRows(20, 2) })
  onTestFinished(() => rm(dataFolder, { recursive: true }))
  return makeRequest(training, { dataFolder, model: modelOn(weights, frozen), backbonesFolder: folder })
}

/** @param isCached whether features are computed once */
async function train(request: RunRequest, isCached: boolean) {
  const readData = createDataShelf()
  const source = isCached
    ? await readRun(request, { readData, now: () => 0 })
    : { request, data: await readData(request.dataFolder) }
  if (source === null) return expect.fail('it was not stopped')
  const steps: unknown[] = []
  const trained = await trainRun({
    ...{ ...source, createRunner: createOnnxRunner, clock },
    control: createRunControl(() => undefined),
    onStep: (step) => steps.push(step),
  })
  if (trained === null) return expect.fail('it was not stopped')
  return { steps, weights: await completeWeights(request, trained.weights), model: source.request.model }
}

const valuesOf = (weights: Weights, name: string): number[] => [...(weights.get(name)?.values ?? [])]
const given = (name: string): number[] => valuesOf(WEIGHTS, name)

describe('a frozen backbone', () => {
  it.each(OPTIMIZERS)(
    'keeps its weights to the last bit under %s, while the head learns',
    async (optimizer) => {
      const request = await setUp({ unfreeze: 0 }, { optimizer, epochs: 2 })
      const { weights } = await train(request, false)
      for (const name of WEIGHTS.keys()) expect(valuesOf(weights, `net${name}`)).toEqual(given(name))
      expect(valuesOf(weights, 'head/kernel').some((value) => value !== 0)).toBe(true)
    },
  )

  it('trains alike on features that were computed once, and gives whole weights', async () => {
    const request = await setUp({ unfreeze: 0 }, { optimizer: 'adam', learningRate: 0.01 })
    const [cached, plain] = [await train(request, true), await train(request, false)]
    expect(cached.model.layers.map(({ kind }) => kind)).toEqual(['input', 'dropout', 'dense', 'output'])
    expect(cached.steps).toEqual(plain.steps)
    expect([...cached.weights.keys()].sort()).toEqual([...plain.weights.keys()].sort())
    for (const name of plain.weights.keys()) {
      valuesOf(cached.weights, name).forEach((value, index) =>
        expect(value).toBeCloseTo(valuesOf(plain.weights, name)[index] ?? NaN, 6),
      )
    }
  })

  it('puts rows in a space alike on features that were computed once', async () => {
    const training = { mode: 'embedding', loss: 'supervisedContrastive', embeddingSize: 3, rowsPerClass: 4 }
    const request = await setUp({ unfreeze: 0 }, { ...training, optimizer: 'adam', learningRate: 0.01 })
    const judged = { ...request, objective: { metric: 'equalErrorRate', direction: 'minimize' } } as const
    const [cached, plain] = [await train(judged, true), await train(judged, false)]
    expect(cached.model.layers.map(({ kind }) => kind)).toEqual(['input', 'dropout', 'dense', 'output'])
    expect(cached.steps).toEqual(plain.steps)
    expect([...cached.weights.keys()].sort()).toEqual([...plain.weights.keys()].sort())
    const moved = valuesOf(cached.weights, 'output/kernel')
    valuesOf(plain.weights, 'output/kernel').forEach((value, index) =>
      expect(moved[index]).toBeCloseTo(value, 6),
    )
  })

  it('computes its features once for all runs', async () => {
    const request = await setUp({ unfreeze: 0 })
    await train(request, true)
    const names = async () =>
      (await readdir(request.dataFolder)).filter((name) => name.startsWith('features-'))
    const [folder = ''] = await names()
    const before = await readdir(join(request.dataFolder, folder))
    await train({ ...request, seed: 9 }, true)
    expect(await names()).toEqual([folder])
    expect(before.sort()).toEqual(['features.json', 'train.f32', 'validation.f32'])
  })
})

describe('a backbone of which some is trained', () => {
  it.each(OPTIMIZERS)('keeps what is frozen under %s, and moves the rest', async (optimizer) => {
    const request = await setUp({ unfreeze: 1 }, { optimizer, epochs: 2 })
    const { weights, model } = await train(request, true)
    expect(model.backbones?.[0]?.layers.map(({ id }) => id)).toEqual(['netsecond'])
    for (const name of ['first/kernel', 'norm/scale', 'norm/mean', 'norm/variance'])
      expect(valuesOf(weights, `net${name}`)).toEqual(given(name))
    expect(valuesOf(weights, 'netsecond/kernel')).not.toEqual(given('second/kernel'))
  })

  it('moves by the share of the learning rate', async () => {
    const movedBy = async (rateShare: number): Promise<number[]> => {
      const request = await setUp({ unfreeze: 1, rateShare }, { optimizer: 'sgd', learningRate: 0.1 })
      const runner = await createOnnxRunner(
        toRunnerRequest({ request, data: await createDataShelf()(request.dataFolder) }),
      )
      onTestFinished(() => runner.dispose())
      await runner.trainChunk(Int32Array.from({ length: 16 }, (_, row) => row))
      const after = valuesOf(await runner.weights(), 'netsecond/kernel')
      return after.map((value, index) => value - (given('second/kernel')[index] ?? 0))
    }
    const [whole, tenth, none] = [await movedBy(1), await movedBy(0.1), await movedBy(0)]
    tenth.forEach((moved, index) => expect(moved).toBeCloseTo((whole[index] ?? NaN) / 10, 6))
    expect(Math.max(...whole.map(Math.abs))).toBeGreaterThan(1e-4)
    expect(none.every((moved) => moved === 0)).toBe(true)
  })

  it('keeps statistics of batch normalisation unless they are let go', async () => {
    const statistics = async (keepsStatistics: boolean) => {
      const { weights } = await train(await setUp({ unfreeze: 3, keepsStatistics }), true)
      expect(valuesOf(weights, 'netnorm/scale')).not.toEqual(given('norm/scale'))
      return valuesOf(weights, 'netnorm/mean')
    }
    expect(await statistics(true)).toEqual(given('norm/mean'))
    expect(await statistics(false)).not.toEqual(given('norm/mean'))
  })

  it('goes on bit for bit from where it was kept', async () => {
    const request = await setUp({ unfreeze: 2 }, { optimizer: 'adam', learningRate: 0.01 })
    const asked = toRunnerRequest({ request, data: await createDataShelf()(request.dataFolder) })
    const order = Int32Array.from({ length: 48 }, (_, row) => row)
    const [one, other] = [await createOnnxRunner(asked), await createOnnxRunner(asked)]
    onTestFinished(async () => {
      await one.dispose()
      await other.dispose()
    })
    await one.trainChunk(order)
    expect(await other.restore(await one.state())).toBe(true)
    expect(await other.trainChunk(order)).toEqual(await one.trainChunk(order))
    expect(await other.weights()).toEqual(await one.weights())
  })

  it('says which layer has no weights where its file is gone', async () => {
    const request = await setUp({ unfreeze: 0 })
    await expect(train({ ...request, backbonesFolder: '/nowhere' }, true)).rejects.toMatchObject({
      code: 'backbone/no-weights',
      details: { layer: 'net' },
    })
  })
})

describe('the weights of a trained backbone', () => {
  it('predict with the whole model what they predicted in parts', async () => {
    const request = await setUp({ unfreeze: 0 }, { optimizer: 'adam', learningRate: 0.01 })
    const { weights, steps } = await train(request, true)
    const { program } = compileTest({
      ...{ ...request.model, inputs: [tableInput(WIDTH)], output: request.output, task: request.task },
      training: request.training,
    })
    const session = await openSession(program, { device: 'cpu', threads: 1 })
    onTestFinished(() => session.release())
    const { data } = { data: await createDataShelf()(request.dataFolder) }
    const { x, y } = toFeeds(data.validation)
    const { loss } = await session.run({ ...toTensors(weights), [rowsName({ name: 'x' })]: x, y })
    const losses = (steps as { validation: { loss: number } }[]).map(({ validation }) => validation.loss)
    expect(losses.some((known) => Math.abs(known - Number(loss?.data[0])) < 1e-6)).toBe(true)
  })
})

function toFeeds({ rows, x, y }: TrainingData) {
  const tensors = toTensors(
    new Map([
      ['x', { shape: [rows, WIDTH], values: x as Float32Array }],
      ['y', { shape: [rows, 1], values: y }],
    ]),
  )
  const [first, second] = [tensors['x'], tensors['y']]
  if (!first || !second) return expect.fail('there are tensors')
  return { x: first, y: second }
}
