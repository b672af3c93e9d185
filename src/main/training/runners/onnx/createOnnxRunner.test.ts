import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../../shared/util/random'
import { DEFAULT_TRAINING } from '../../../../shared/domain/trainingSpec'
import { PLAIN_WEIGHTS, type LayerSpec } from '../../../../shared/domain/modelSpec'
import type { RunnerRequest } from '../../types'
import { createOnnxRunner } from './createOnnxRunner'
import { tableInput } from '../../../../shared/domain/modelInput'

const dense = {
  kind: 'dense',
  activation: 'relu',
  useBias: true,
  initializer: 'heNormal',
  ...PLAIN_WEIGHTS,
} as const
const output: LayerSpec = {
  kind: 'output',
  id: 'output',
  useBias: true,
  initializer: 'glorotUniform',
  ...PLAIN_WEIGHTS,
}

/** Three clouds of points in four dimensions. */
function clouds(rows: number, seed: number) {
  const random = createRandom(seed)
  const y = Float32Array.from({ length: rows }, () => random.integer(3))
  const x = Float32Array.from({ length: rows * 4 }, (_, index) => {
    const label = y[Math.floor(index / 4)] ?? 0
    return random.normal() + (index % 4 === label ? 4 : 0)
  })
  return { rows, x, y }
}

function request(change: Partial<RunnerRequest> = {}): RunnerRequest {
  return {
    model: {
      layers: [{ ...dense, id: 'hidden', units: 16 }, { kind: 'dropout', id: 'drop', rate: 0.2 }, output],
    },
    training: { ...DEFAULT_TRAINING, learningRate: 0.01, batchSize: 32 },
    task: 'multiclass',
    output: { kind: 'classes', labels: ['a', 'b', 'c'] },
    seed: 7,
    inputs: [tableInput(4)],
    train: clouds(150, 1),
    validation: clouds(60, 2),
    threads: 1,
    ...change,
  }
}

async function train(options: RunnerRequest, epochs: number) {
  const runner = await createOnnxRunner(options)
  const random = createRandom(options.seed, 3)
  const losses: number[] = []
  for (let epoch = 0; epoch < epochs; epoch++) {
    const order = random.shuffle(Int32Array.from({ length: options.train.rows }, (_, row) => row))
    losses.push(...(await runner.trainChunk(order)))
  }
  return { runner, losses }
}

describe('createOnnxRunner', () => {
  it('learns three clouds', async () => {
    const { runner, losses } = await train(request(), 30)
    const { loss, predictions } = await runner.evaluate('validation')
    const hits = [...request().validation.y].filter((label, row) => {
      const row3 = predictions.subarray(3 * row, 3 * row + 3)
      return row3.indexOf(Math.max(...row3)) === label
    })
    expect(losses).toHaveLength(30 * 5)
    expect(loss).toBeLessThan(0.25)
    expect(hits.length).toBeGreaterThan(54)
    await runner.dispose()
  })

  it('gives bit-identical losses for the same seed, and others for another', async () => {
    const [first, second, other] = [
      await train(request(), 3),
      await train(request(), 3),
      await train(request({ seed: 8 }), 3),
    ]
    expect(second.losses).toEqual(first.losses)
    expect(other.losses).not.toEqual(first.losses)
  })

  it('does not depend on how whole batches are cut into chunks', async () => {
    const training = { ...request().training, optimizer: 'nadam', schedule: 'cosine' } as const
    const [whole, pieces] = [
      await createOnnxRunner(request({ training })),
      await createOnnxRunner(request({ training })),
    ]
    const order = Int32Array.from({ length: 150 }, (_, row) => row)
    const rates = Float64Array.of(0.01, 0.008, 0.006, 0.004, 0.002)
    const losses = await whole.trainChunk(order, rates)
    const inPieces: number[] = []
    for (const [from, to] of [
      [0, 2],
      [2, 3],
      [3, 5],
    ] as const) {
      const part = order.subarray(from * 32, to * 32)
      inPieces.push(...(await pieces.trainChunk(part, rates.subarray(from, to))))
    }
    expect(inPieces).toEqual([...losses])
    expect(await pieces.weights()).toEqual(await whole.weights())
  })

  it('evaluates large tables in pieces, without dropping anything', async () => {
    const large = clouds(10_000, 4)
    const runner = await createOnnxRunner(request({ validation: large }))
    const { loss, predictions } = await runner.evaluate('validation')
    const surprise = [...large.y].map((label, row) => -Math.log(predictions[3 * row + label] ?? 0))
    expect(predictions).toHaveLength(30_000)
    expect(loss).toBeCloseTo(surprise.reduce((sum, value) => sum + value, 0) / 10_000, 4)
    expect(await runner.evaluate('validation')).toEqual({ loss, predictions })
  })

  it('names its weights by layer, and counts them', async () => {
    const runner = await createOnnxRunner(request())
    const weights = await runner.weights()
    const shapes = [...weights].map(([name, { shape }]) => [name, ...shape])
    expect(shapes).toEqual([
      ['hidden/kernel', 4, 16],
      ['hidden/bias', 16],
      ['output/kernel', 16, 3],
      ['output/bias', 3],
    ])
    expect(runner.weightCount).toBe(4 * 16 + 16 + 16 * 3 + 3)
  })

  it('trains a model of one tensor, and one of a large and small ones', async () => {
    const single = [{ ...output, useBias: false }]
    const mixed: LayerSpec[] = [{ ...dense, id: 'wide', units: 5000 }, output]
    for (const layers of [single, mixed]) {
      const { losses } = await train(request({ model: { layers } }), 4)
      expect(losses.at(-1)).toBeLessThan(losses[0] ?? 0)
    }
  })

  it('hands over a loss that is no number, for the caller to judge', async () => {
    const training = { ...request().training, optimizer: 'sgd', momentum: 0, learningRate: 10 } as const
    const number = { task: 'regression', output: { kind: 'number' } } as const
    const { losses } = await train(
      request({ ...number, training, model: { layers: [{ ...dense, id: 'h', units: 64 }, output] } }),
      6,
    )
    expect(losses.some((loss) => !Number.isFinite(loss))).toBe(true)
  })

  it('refuses a model that does not compile', async () => {
    const model = { layers: [{ ...dense, id: 'hidden', units: 3 }] }
    await expect(createOnnxRunner(request({ model }))).rejects.toMatchObject({ code: 'model/invalid' })
  })
})
