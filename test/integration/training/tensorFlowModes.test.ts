/** @file Teachers, backbones and looks into the network, by either engine. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keepWeights } from '../../../src/main/training/backbones/keepWeights'
import { createOnnxRunner } from '../../../src/main/training/runners/onnx'
import type {
  CreateRunner,
  LayerInsight,
  RunnerRequest,
  TrainingData,
  Weights,
} from '../../../src/main/training/types'
import { tableInput } from '../../../src/shared/domain/modelInput'
import type { ModelSpec, PlacedBackbone } from '../../../src/shared/domain/modelSpec'
import { newLayer } from '../../../src/shared/domain/newLayer'
import { DEFAULT_TRAINING } from '../../../src/shared/domain/trainingSpec'
import { createRandom } from '../../../src/shared/util/random'
import { expectSame } from '../../support/parity/expectSame'
import { NO_TENSORFLOW, TENSORFLOW, withTensorFlow } from '../../support/tensorFlowLibrary'

const [ROWS, WIDTH, CLASSES] = [80, 6, 3]
/** Twenty steps: five epochs of four. */
const [EPOCHS, BATCH] = [5, 20]
const TOLERANCE = 1e-4

const createTensorFlow = withTensorFlow(TENSORFLOW ?? '')

function drawRows(seed: number): TrainingData {
  const random = createRandom(seed)
  const x = Float32Array.from({ length: ROWS * WIDTH }, () => random.normal())
  const y = Float32Array.from({ length: ROWS }, (_, row) => {
    const [first = 0, second = 0] = x.subarray(row * WIDTH)
    return Number(first > 0) + Number(second > 0)
  })
  return { rows: ROWS, x, y }
}

const LAYERS: ModelSpec['layers'] = [
  newLayer('dense', 'first', { units: 8, activation: 'relu' }),
  newLayer('batchNorm', 'norm'),
  newLayer('dense', 'second', { units: 5, activation: 'tanh' }),
  newLayer('dropout', 'drop', { rate: 0.2 }),
  newLayer('output', 'output'),
]

type Goal = Pick<RunnerRequest, 'task' | 'output'>

const CLASSIFY: Goal = {
  task: 'multiclass',
  output: { kind: 'classes', labels: ['none', 'one', 'both'] },
}
const REGRESS: Goal = { task: 'regression', output: { kind: 'number' } }

function requestOf(changes: Partial<RunnerRequest>): RunnerRequest {
  const training = { ...DEFAULT_TRAINING, batchSize: BATCH, learningRate: 0.01 }
  return {
    ...{ model: { layers: LAYERS }, training, ...CLASSIFY, seed: 5, inputs: [tableInput(WIDTH)] },
    ...{ train: drawRows(1), validation: drawRows(2), threads: 1 },
    ...changes,
  }
}

async function train(createRunner: CreateRunner, request: RunnerRequest) {
  const runner = await createRunner(request)
  try {
    const first = await runner.weights()
    const random = createRandom(9)
    const order = Int32Array.from({ length: ROWS }, (_, row) => row)
    const losses: number[] = []
    for (let epoch = 0; epoch < EPOCHS; epoch++) {
      losses.push(...(await runner.trainChunk(random.shuffle(order))))
    }
    const { predictions } = await runner.evaluate('validation')
    const insights = (await runner.inspectLayers?.()) ?? []
    return { losses, predictions, insights, first, weights: await runner.weights() }
  } finally {
    await runner.dispose()
  }
}

/** By both engines. @returns what TensorFlow trained, once it was seen to be the same */
async function trainAlike(request: RunnerRequest) {
  const [expected, found] = [await train(createOnnxRunner, request), await train(createTensorFlow, request)]
  expectSame(found, expected, TOLERANCE)
  return { found, expected }
}

const valuesOf = (weights: Weights, name: string): number[] => [...(weights.get(name)?.values ?? [])]

describe.skipIf(TENSORFLOW === null)(`by TensorFlow as by the other engine${NO_TENSORFLOW}`, () => {
  const random = createRandom(3)
  const shares = Float32Array.from({ length: ROWS * CLASSES }, () => random.next())
  for (let row = 0; row < ROWS; row++) {
    const own = shares.subarray(row * CLASSES, (row + 1) * CLASSES)
    const sum = own.reduce((total, share) => total + share, 0)
    own.forEach((share, index) => (own[index] = share / sum))
  }
  const numbers = Float32Array.from({ length: ROWS }, () => random.normal())

  it.each([
    ['shares of classes', CLASSIFY, shares],
    ['numbers', REGRESS, numbers],
  ] as const)('a network learns from a teacher: %s', async (_name, goal, answers) => {
    const plain = requestOf(goal)
    const taught = {
      ...plain,
      train: { ...plain.train, teacher: answers },
      teacher: { temperature: 3, alpha: 0.6 },
    }
    const { found } = await trainAlike(taught)
    const { losses } = await train(createTensorFlow, plain)
    expect(found.losses).not.toEqual(losses)
  })

  it('layers are looked at from within', async () => {
    const { found, expected } = await trainAlike(requestOf({}))
    expect(found.insights.map(({ layer }) => layer)).toEqual(['first', 'norm', 'second', 'output'])
    const figures = (insights: readonly LayerInsight[]) =>
      insights.flatMap(({ gradientNorm, deadShare, saturatedShare }) => [
        gradientNorm ?? -1,
        deadShare ?? -1,
        saturatedShare ?? -1,
      ])
    const wanted = figures(expected.insights)
    figures(found.insights).forEach((figure, index) => expect(figure).toBeCloseTo(wanted[index] ?? 0, 3))
  })

  describe('on a backbone', () => {
    let folder = ''
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'fettle-backbone-'))
    })
    afterAll(() => rm(folder, { recursive: true }))

    function drawn(shape: readonly number[], least: number) {
      const length = shape.reduce((product, size) => product * size, 1)
      return { shape, values: Float32Array.from({ length }, () => least + Math.abs(random.normal())) }
    }
    const kept: Weights = new Map([
      ['first/kernel', drawn([WIDTH, 8], -1)],
      ['first/bias', drawn([8], -1)],
      ['norm/scale', drawn([8], 0.5)],
      ['norm/center', drawn([8], -1)],
      ['norm/mean', drawn([8], -1)],
      ['norm/variance', drawn([8], 0.5)],
    ])

    async function requestOn(unfrozen: number, keepsStatistics: boolean): Promise<RunnerRequest> {
      const { weights } = await keepWeights(kept, folder)
      const backbone: PlacedBackbone = {
        ...{ id: 'net', weights, inputShape: [WIDTH], weightCount: 88, rateShare: 0.1, scaling: null },
        keepsStatistics,
        layers: ['first', 'norm'].map((id, index) => ({ id, from: id, isFrozen: index < 2 - unfrozen })),
      }
      return requestOf({ model: { layers: LAYERS, backbones: [backbone] }, backbonesFolder: folder })
    }

    it.each([
      [0, true],
      [1, false],
      [2, true],
      [2, false],
    ] as const)('with %i of two layers thawed, its statistics kept: %s', async (unfrozen, keeps) => {
      const { found, expected } = await trainAlike(await requestOn(unfrozen, keeps))
      expect(valuesOf(found.first, 'first/kernel')).toEqual(valuesOf(kept, 'first/kernel'))
      const moved = (name: string): boolean =>
        String(valuesOf(found.weights, name)) !== String(valuesOf(kept, name))
      expect([moved('first/kernel'), moved('norm/scale')]).toEqual([unfrozen === 2, unfrozen >= 1])
      expect(moved('norm/mean')).toBe(unfrozen >= 1 && !keeps)
      for (const [name, { values }] of expected.weights) {
        const own = valuesOf(found.weights, name)
        values.forEach((value, index) => expect(own[index]).toBeCloseTo(value, 3))
      }
    })
  })
})
