import { describe, expect, it } from 'vitest'
import { headOf, runExample } from '../../../src/main/compiler'
import { createOnnxRunner } from '../../../src/main/training/runners/onnx/createOnnxRunner'
import type { TrainingSpec } from '../../../src/shared/domain/trainingSpec'
import type { ExampleTraining } from '../../../src/shared/domain/example'
import { GALLERY, type GalleryModel } from '../../support/modelGallery'
import { drawParityData, PARITY_SEED } from '../../support/parity/parityCases'
import { DEFAULT_TRAINING } from '../../../src/shared/domain/trainingSpec'

const STEPS = 3
const OPTIMIZERS: readonly (readonly [ExampleTraining['optimizer'], Partial<TrainingSpec>])[] = [
  ['sgd', { optimizer: 'sgd', momentum: 0 }],
  ['momentum', { optimizer: 'sgd', momentum: 0.9 }],
  ['adam', { optimizer: 'adam' }],
]
const LEARNING_RATE = 0.05

/** Weights by name, before and after a few steps on the first row, as trials are trained. */
async function train(model: GalleryModel, change: Partial<TrainingSpec>) {
  const training = { ...DEFAULT_TRAINING, learningRate: LEARNING_RATE, batchSize: 1, ...change }
  const data = drawParityData({ model, training })
  const runner = await createOnnxRunner({
    ...{
      model: { layers: [...model.layers] },
      inputs: [...model.inputs],
      output: model.output,
      task: model.task,
    },
    ...{ training, seed: PARITY_SEED, train: data, validation: data, threads: 1 },
  })
  try {
    const read = async () =>
      Object.fromEntries([...(await runner.weights())].map(([name, { values }]) => [name, [...values]]))
    const before = await read()
    const losses = await runner.trainChunk(new Int32Array(STEPS))
    return { data, before, losses, after: await read() }
  } finally {
    await runner.dispose()
  }
}

/** Noise, and biases that change nothing, have gradients that are nothing but rounding, of which Adam makes whole steps. */
const isExact = (model: GalleryModel, optimizer: string): boolean =>
  optimizer !== 'adam' ||
  model.layers.every(({ kind }) => kind !== 'transformerBlock' && kind !== 'multiHeadAttention')

describe('a worked example', () => {
  it.each(OPTIMIZERS)(
    'moves weights as trials are trained, with %s, for every model',
    async (optimizer, change) => {
      for (const [name, model] of GALLERY.filter(([, each]) => isExact(each, optimizer))) {
        const { data, before, losses, after } = await train(model, change)
        const row = model.inputs.map(({ name: input, shape }, index) => {
          const width = shape.reduce<number>((product, size) => product * size, 1)
          return [input, [...(data.inputs[index] ?? data.x).subarray(0, width)]] as const
        })
        const { weights, rounds } = runExample({
          ...{ layers: model.layers, inputs: model.inputs, head: headOf(model), weights: before },
          ...{ row: Object.fromEntries(row), target: [data.y[0] ?? 0] },
          training: { optimizer, learningRate: LEARNING_RATE, momentum: 0.9, rounds: STEPS },
        })
        for (const [step, { loss }] of rounds.entries()) {
          expect(loss, `${name}: loss of step ${step + 1}`).toBeCloseTo(losses[step] ?? Number.NaN, 4)
        }
        for (const [index, weight] of weights.entries()) {
          const made = rounds.at(-1)?.after[index] ?? []
          const off = made.map((value, at) => Math.abs(value - (after[weight.name]?.[at] ?? Number.NaN)))
          expect(Math.max(...off), `${name}: ${weight.name}`).toBeLessThan(2e-4)
        }
      }
    },
  )
})
