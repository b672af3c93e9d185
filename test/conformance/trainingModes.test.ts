/** @file Models that learn from inputs alone: autoencoders, and generators against judges. */
import { describe, expect, it } from 'vitest'
import { tableInput } from '../../src/shared/domain/modelInput'
import { newLayer } from '../../src/shared/domain/newLayer'
import { DEFAULT_TRAINING, type TrainingSpec } from '../../src/shared/domain/trainingSpec'
import { createRandom } from '../../src/shared/util/random'
import { measureEmbedding } from '../../src/main/training/metrics/embedded'
import { energyDistance } from '../../src/main/training/metrics/energyDistance'
import type { CreateRunner, RunnerRequest, TrainingData } from '../../src/main/training/types'
import { orderOfEpoch } from '../../src/main/training/worker/epoch'
import { ENGINES } from '../support/engines'

const ROWS = 512

/** Points on a ring of radius 1 around (2, −1), in `width` columns of which only two are free. */
function drawRing(width: number, seed: number): TrainingData {
  const random = createRandom(seed)
  const x = new Float32Array(ROWS * width)
  for (let row = 0; row < ROWS; row++) {
    const angle = random.next() * 2 * Math.PI
    const [first, second] = [2 + Math.cos(angle), -1 + Math.sin(angle)]
    for (let column = 0; column < width; column++) {
      x[row * width + column] = column % 2 === 0 ? first : second
    }
  }
  return { rows: ROWS, x, y: new Float32Array(ROWS) }
}

function request(
  width: number,
  model: RunnerRequest['model'],
  training: Partial<TrainingSpec>,
): RunnerRequest {
  return {
    model,
    training: { ...DEFAULT_TRAINING, batchSize: 32, learningRate: 0.005, ...training },
    task: 'regression',
    output: { kind: 'number' },
    seed: 3,
    inputs: [tableInput(width)],
    train: drawRing(width, 1),
    validation: drawRing(width, 2),
    threads: 1,
  }
}

async function trainEpochs(createRunner: CreateRunner, asked: RunnerRequest, epochs: number) {
  const runner = await createRunner(asked)
  const random = createRandom(7)
  const order = Int32Array.from({ length: ROWS }, (_, row) => row)
  const before = await runner.evaluate('validation')
  for (let epoch = 0; epoch < epochs; epoch++) {
    expect((await runner.trainChunk(random.shuffle(order))).every(Number.isFinite)).toBe(true)
  }
  const after = await runner.evaluate('validation')
  await runner.dispose()
  return { before, after }
}

const tanh = { activation: 'tanh' } as const
const autoencoder = {
  layers: [
    newLayer('dense', 'encoder', { units: 16, ...tanh }),
    newLayer('dense', 'code', { units: 2, activation: 'linear' }),
    newLayer('dense', 'decoder', { units: 16, ...tanh }),
    newLayer('output', 'output'),
  ],
}

describe.each(ENGINES)('by the %s engine', (_name, createRunner) => {
  describe('an autoencoder', () => {
    it.each(['mse', 'mae', 'huber', 'logCosh'] as const)(
      'gives back what two numbers can tell (%s)',
      async (loss) => {
        const asked = request(6, autoencoder, { mode: 'autoencoder', loss })
        const { before, after } = await trainEpochs(createRunner, asked, 40)
        expect(after.predictions).toHaveLength(ROWS * 6)
        expect(after.loss).toBeLessThan(before.loss / 20)
        const errors = after.predictions.map(
          (value, index) => (value - (asked.validation.x[index] ?? 0)) ** 2,
        )
        expect(errors.reduce((sum, error) => sum + error, 0) / errors.length).toBeLessThan(0.05)
      },
    )

    it('learns shares by cross-entropy', async () => {
      const asked = request(4, autoencoder, { mode: 'autoencoder', loss: 'crossEntropy' })
      const share = (data: TrainingData) => ({
        ...data,
        x: Float32Array.from(data.x, (value) => (value + 2) / 6),
      })
      const { after } = await trainEpochs(
        createRunner,
        { ...asked, train: share(asked.train), validation: share(asked.validation) },
        60,
      )
      const { x } = share(asked.validation)
      const errors = after.predictions.map((value, index) => Math.abs(value - (x[index] ?? 0)))
      expect(Math.max(...errors)).toBeLessThan(0.25)
      expect(errors.reduce((sum, error) => sum + error, 0) / errors.length).toBeLessThan(0.03)
    })
  })

  const adversaries = {
    layers: [
      newLayer('dense', 'maker', { units: 32 }),
      newLayer('dense', 'makerToo', { units: 32 }),
      newLayer('output', 'made'),
    ],
    discriminator: [
      newLayer('dense', 'judge', { units: 32, activation: 'leakyRelu' }),
      newLayer('dropout', 'doubt', { rate: 0.1 }),
      newLayer('dense', 'judgeToo', { units: 32, activation: 'leakyRelu' }),
      newLayer('output', 'verdict'),
    ],
  }

  describe('two networks', () => {
    const training: Partial<TrainingSpec> = {
      ...{ mode: 'adversarial', latentSize: 4, learningRate: 0.002, beta1: 0.5 },
    }

    it.each(['crossEntropy', 'mse', 'hinge'] as const)(
      'learn to make rows like the real ones (%s)',
      async (loss) => {
        const asked = request(2, adversaries, { ...training, loss })
        const { before, after } = await trainEpochs(createRunner, asked, 120)
        const [far, near] = [before, after].map(({ predictions }) =>
          energyDistance(predictions, asked.validation.x, 2),
        )
        expect(near).toBeLessThan((far ?? 0) / 10)
        expect(after.discriminatorLoss).toBeGreaterThan(0)
      },
    )

    it('learn alike however the rows are cut into chunks, and from the same seed', async () => {
      const asked = request(2, adversaries, training)
      const [whole, cut] = [await createRunner(asked), await createRunner(asked)]
      const order = Int32Array.from({ length: 128 }, (_, row) => row)
      const losses = [
        ...(await cut.trainChunk(order.subarray(0, 32))),
        ...(await cut.trainChunk(order.subarray(32))),
      ]
      expect(losses).toEqual([...(await whole.trainChunk(order))])
      expect(await cut.weights()).toEqual(await whole.weights())
    })

    it('have a state each, whatever the optimizer', async () => {
      for (const optimizer of ['sgd', 'rmsprop', 'lion'] as const) {
        const runner = await createRunner(
          request(2, adversaries, { ...training, optimizer, schedule: 'cosine' }),
        )
        const before = await runner.weights()
        await runner.trainChunk(Int32Array.from({ length: 64 }, (_, row) => row))
        const after = await runner.weights()
        for (const name of ['maker/kernel', 'verdict/kernel']) {
          expect(after.get(name)?.values).not.toEqual(before.get(name)?.values)
        }
        await runner.dispose()
      }
    })
  })

  describe('an embedding', () => {
    /** Three clouds of points; the last two columns say nothing. */
    function drawClouds(seed: number): TrainingData {
      const random = createRandom(seed)
      const y = Float32Array.from({ length: ROWS }, (_, row) => Math.floor((row * 3) / ROWS))
      const x = Float32Array.from({ length: ROWS * 4 }, (_, index) => {
        const label = y[Math.floor(index / 4)] ?? 0
        return index % 4 < 2
          ? random.normal() * 0.25 + (index % 2 === 0 ? label : label % 2)
          : random.normal()
      })
      return { rows: ROWS, x, y }
    }

    const layers = [newLayer('dense', 'hidden', { units: 16 }), newLayer('output', 'output')]
    const asked = (training: Partial<TrainingSpec>): RunnerRequest => ({
      ...request(4, { layers }, { mode: 'embedding', embeddingSize: 3, rowsPerClass: 8, ...training }),
      task: 'multiclass',
      output: { kind: 'classes', labels: ['a', 'b', 'c'] },
      train: drawClouds(1),
      validation: drawClouds(2),
    })

    const LOSSES: readonly Partial<TrainingSpec>[] = [
      { loss: 'supervisedContrastive' },
      { loss: 'contrastive' },
      { loss: 'triplet', tripletMining: 'hard' },
      { loss: 'triplet', tripletMining: 'semiHard' },
      { loss: 'cosFace', margin: 0.2 },
      { loss: 'arcFace', margin: 0.2 },
    ]

    it.each(LOSSES)('puts rows of a class near each other ($loss $tripletMining)', async (training) => {
      const wanted = asked(training)
      const runner = await createRunner(wanted)
      const figures = async () => {
        const evaluation = await runner.evaluate('validation')
        return measureEmbedding({ evaluation, y: wanted.validation.y }, null)
      }
      const before = await figures()
      for (let epoch = 1; epoch <= 20; epoch++) {
        const order = orderOfEpoch(wanted, wanted.train, epoch)
        expect((await runner.trainChunk(order)).every(Number.isFinite)).toBe(true)
      }
      const after = await figures()
      const { predictions } = await runner.evaluate('validation')
      await runner.dispose()
      expect(after.loss).toBeLessThan(before.loss ?? 0)
      expect(after.verificationAuc).toBeGreaterThan(Math.max(0.9, before.verificationAuc ?? 1))
      expect(after.identification).toBeGreaterThan(0.85)
      expect(predictions).toHaveLength(ROWS * 3)
      for (let row = 0; row < ROWS; row++) {
        expect(Math.hypot(...predictions.subarray(row * 3, row * 3 + 3))).toBeCloseTo(1, 5)
      }
    })

    it('evaluates rows where they stand, although pieces are compared in another order', async () => {
      const runner = await createRunner(asked({}))
      const whole = await runner.evaluate('validation')
      await runner.dispose()
      const few = asked({})
      const first = { rows: 100, x: few.validation.x.slice(0, 400), y: few.validation.y.slice(0, 100) }
      const part = await createRunner({ ...few, validation: first })
      const { predictions } = await part.evaluate('validation')
      await part.dispose()
      predictions.forEach((value, index) => expect(value).toBeCloseTo(whole.predictions[index] ?? NaN, 5))
    })
  })
})
