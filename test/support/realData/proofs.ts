import type { InputSpec } from '../../../src/shared/domain/modelInput'
import type { ModelSpec } from '../../../src/shared/domain/modelSpec'
import { newLayer } from '../../../src/shared/domain/newLayer'
import { DEFAULT_TRAINING, type TrainingSpec } from '../../../src/shared/domain/trainingSpec'
import { createOnnxRunner } from '../../../src/main/training/runners/onnx'
import type { Evaluation, RunnerRequest, TrainingData } from '../../../src/main/training/types'
import { createRandom } from '../../../src/shared/util/random'
import { MNIST_FILES, readMnist } from './mnist'
import { readReviews, REVIEW_FILES } from './reviews'

/** A model on real data, and what it has to reach. */
export interface Proof {
  readonly name: string
  readonly files: readonly string[]
  readonly model: ModelSpec
  readonly training: TrainingSpec
  readonly request: Pick<RunnerRequest, 'task' | 'output'>
  readonly inputs: readonly InputSpec[]
  readonly read: () => Promise<{ train: TrainingData; judged: TrainingData }>
  readonly goal: { readonly metric: 'accuracy' | 'mse'; readonly value: number }
}

const DIGITS = { kind: 'classes' as const, labels: Array.from({ length: 10 }, (_, digit) => `${digit}`) }
const OPINIONS = { kind: 'classes' as const, labels: ['neg', 'pos'] }
const ADAM: TrainingSpec = { ...DEFAULT_TRAINING, optimizer: 'adam', learningRate: 0.001, patience: 0 }
const RELU = { activation: 'relu', initializer: 'glorotUniform' } as const

async function readDigits() {
  return { train: await readMnist('train'), judged: await readMnist('test') }
}

export const PROOFS: readonly Proof[] = [
  {
    name: 'MNIST, 784-128-10',
    files: MNIST_FILES,
    model: { layers: [newLayer('dense', 'hidden', { units: 128, ...RELU }), newLayer('output', 'output')] },
    training: { ...ADAM, batchSize: 100, epochs: 10 },
    request: { task: 'multiclass', output: DIGITS },
    inputs: [{ name: 'x', kind: 'table', shape: [784], vocabulary: 0 }],
    read: readDigits,
    goal: { metric: 'accuracy', value: 0.975 },
  },
  {
    name: 'MNIST, small CNN',
    files: MNIST_FILES,
    model: {
      layers: [
        newLayer('conv2d', 'first', { filters: 32, kernelSize: 3, padding: 'valid', ...RELU }),
        newLayer('maxPool2d', 'firstPool'),
        newLayer('conv2d', 'second', { filters: 64, kernelSize: 3, padding: 'valid', ...RELU }),
        newLayer('maxPool2d', 'secondPool'),
        newLayer('flatten', 'flat'),
        newLayer('dropout', 'drop', { rate: 0.5 }),
        newLayer('output', 'output'),
      ],
    },
    training: { ...ADAM, batchSize: 64, epochs: 5 },
    request: { task: 'multiclass', output: DIGITS },
    inputs: [{ name: 'x', kind: 'image', shape: [28, 28, 1], vocabulary: 0 }],
    read: readDigits,
    goal: { metric: 'accuracy', value: 0.988 },
  },
  {
    name: 'film reviews, text CNN',
    files: REVIEW_FILES,
    model: {
      layers: [
        newLayer('embedding', 'words', { units: 16 }),
        newLayer('conv1d', 'phrases', { filters: 32, kernelSize: 3, padding: 'valid', ...RELU }),
        newLayer('maxPool1d', 'pool', { poolSize: 3 }),
        newLayer('globalAveragePool', 'mean'),
        newLayer('dense', 'hidden', { units: 16, ...RELU }),
        newLayer('output', 'output'),
      ],
    },
    training: { ...ADAM, learningRate: 0.003, batchSize: 16, epochs: 20 },
    request: { task: 'binary', output: OPINIONS },
    inputs: [{ name: 'x', kind: 'tokens', shape: [500], vocabulary: 10_000 }],
    read: async () => {
      const { train, validation } = await readReviews({ vocabulary: 10_000, length: 500, seed: 1 })
      return { train, judged: validation }
    },
    goal: { metric: 'accuracy', value: 0.8 },
  },
  {
    name: 'MNIST, autoencoder 784-32-784',
    files: MNIST_FILES,
    model: { layers: [newLayer('dense', 'code', { units: 32, ...RELU }), newLayer('output', 'output')] },
    training: {
      ...{ ...ADAM, batchSize: 256, epochs: 20, mode: 'autoencoder' },
      ...{ outputActivation: 'sigmoid', loss: 'crossEntropy', learningRate: 0.002 },
    },
    request: { task: 'multiclass', output: DIGITS },
    inputs: [{ name: 'x', kind: 'table', shape: [784], vocabulary: 0 }],
    read: readDigits,
    goal: { metric: 'mse', value: 0.012 },
  },
]

export interface Proven {
  /** After every epoch, on the rows it is judged by. */
  readonly values: readonly number[]
  readonly best: number
  readonly seconds: number
}

/** Trains from the first weights and judges after every epoch; fewer epochs than the proof has where it is told so. */
export async function prove(
  proof: Proof,
  { epochs = proof.training.epochs, threads = 1, seed = 1 } = {},
): Promise<Proven> {
  const { train, judged } = await proof.read()
  const { model, training, request, inputs, goal } = proof
  const runner = await createOnnxRunner({
    ...{ model, training, ...request, inputs, seed, threads, train, validation: judged },
  })
  const random = createRandom(seed)
  const order = Int32Array.from({ length: train.rows }, (_, row) => row)
  const values: number[] = []
  const startedAt = performance.now()
  for (let epoch = 0; epoch < epochs; epoch++) {
    await runner.trainChunk(random.shuffle(order))
    values.push(judge(goal.metric, await runner.evaluate('validation'), judged))
  }
  await runner.dispose()
  const best = goal.metric === 'mse' ? Math.min(...values) : Math.max(...values)
  return { values, best, seconds: (performance.now() - startedAt) / 1000 }
}

function judge(
  metric: 'accuracy' | 'mse',
  { predictions }: Evaluation,
  { x, y, rows }: TrainingData,
): number {
  if (metric === 'mse') {
    return (
      predictions.reduce((sum, value, index) => sum + (value - (x[index] ?? 0)) ** 2, 0) / predictions.length
    )
  }
  const width = predictions.length / rows
  const hits = y.filter((label, row) => {
    const own = predictions.subarray(row * width, (row + 1) * width)
    return label === (width === 1 ? Number((own[0] ?? 0) > 0.5) : own.indexOf(Math.max(...own)))
  })
  return hits.length / rows
}
