import { tableInput } from '../../src/shared/domain/modelInput'
import { newLayer } from '../../src/shared/domain/newLayer'
import { DEFAULT_TRAINING } from '../../src/shared/domain/trainingSpec'
import { createRandom } from '../../src/shared/util/random'
import { createOnnxRunner } from '../../src/main/training/runners/onnx'
import { readMnist } from '../../test/support/realData/mnist'

const leaky = { activation: 'leakyRelu', initializer: 'glorotUniform' } as const

/** A generator of digits and the network that judges it. */
const MODEL = {
  layers: [
    newLayer('dense', 'make', { units: 256, ...leaky }),
    newLayer('dense', 'makeMore', { units: 512, ...leaky }),
    newLayer('output', 'made'),
  ],
  discriminator: [
    newLayer('dense', 'judge', { units: 512, ...leaky }),
    newLayer('dropout', 'doubt', { rate: 0.3 }),
    newLayer('dense', 'judgeMore', { units: 256, ...leaky }),
    newLayer('dropout', 'doubtMore', { rate: 0.3 }),
    newLayer('output', 'verdict'),
  ],
}

export interface Invented {
  /** Points between 0 and 1, [64, 28, 28]. */
  readonly digits: Float32Array
  readonly seconds: number
}

/** Digits that two networks taught each other to draw. */
export async function inventDigits(epochs: number): Promise<Invented> {
  const [train, test] = [await readMnist('train'), await readMnist('test')]
  const shown = { rows: 64, x: test.x.slice(0, 64 * 784), y: test.y.slice(0, 64) }
  const runner = await createOnnxRunner({
    model: MODEL,
    training: {
      ...{ ...DEFAULT_TRAINING, mode: 'adversarial', outputActivation: 'sigmoid', latentSize: 64 },
      ...{ learningRate: 2e-4, beta1: 0.5, batchSize: 128, labelSmoothing: 0.1 },
    },
    task: 'regression',
    output: { kind: 'number' },
    inputs: [tableInput(784)],
    ...{ seed: 1, threads: 1, train, validation: shown },
  })
  const random = createRandom(1)
  const order = Int32Array.from({ length: train.rows }, (_, row) => row)
  const startedAt = performance.now()
  for (let epoch = 0; epoch < epochs; epoch++) await runner.trainChunk(random.shuffle(order))
  const { predictions } = await runner.evaluate('validation')
  await runner.dispose()
  return { digits: predictions, seconds: (performance.now() - startedAt) / 1000 }
}
