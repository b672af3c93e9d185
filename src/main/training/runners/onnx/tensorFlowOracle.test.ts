import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-cpu'
import * as layers from '@tensorflow/tfjs-layers'
import { describe, expect, it } from 'vitest'
import { DEFAULT_TRAINING, type TrainingSpec } from '../../../../shared/domain/trainingSpec'
import { PLAIN_WEIGHTS, type LayerSpec } from '../../../../shared/domain/modelSpec'
import { createRandom } from '../../../../shared/util/random'
import type { Runner, RunnerRequest } from '../../types'
import { createOnnxRunner } from './createOnnxRunner'
import { tableInput } from '../../../../shared/domain/modelInput'

const FEATURES = 5
const ROWS = 70
const BATCH = 16
const EPOCHS = 4
const L2 = 0.003
const training: TrainingSpec = {
  ...DEFAULT_TRAINING,
  learningRate: 0.01,
  momentum: 0.8,
  batchSize: BATCH,
  epochs: EPOCHS,
  patience: 0,
}

const stack: LayerSpec[] = [
  {
    kind: 'dense',
    id: 'first',
    units: 12,
    activation: 'relu',
    useBias: true,
    initializer: 'heNormal',
    ...PLAIN_WEIGHTS,
    l2: L2,
  },
  {
    kind: 'dense',
    id: 'second',
    units: 7,
    activation: 'tanh',
    useBias: true,
    initializer: 'glorotUniform',
    ...PLAIN_WEIGHTS,
  },
  { kind: 'output', id: 'output', useBias: true, initializer: 'glorotUniform', ...PLAIN_WEIGHTS },
]

type Case = Pick<RunnerRequest, 'task' | 'output'>
const cases: Case[] = [
  { task: 'multiclass', output: { kind: 'classes', labels: ['a', 'b', 'c'] } },
  { task: 'binary', output: { kind: 'classes', labels: ['no', 'yes'] } },
  { task: 'regression', output: { kind: 'number' } },
]

function drawData(task: Case['task'], seed: number) {
  const random = createRandom(seed)
  const classCount = { multiclass: 3, binary: 2, regression: 0 }[task]
  const x = Float32Array.from({ length: ROWS * FEATURES }, () => random.normal())
  const y = Float32Array.from({ length: ROWS }, () =>
    classCount ? random.integer(classCount) : random.normal(),
  )
  return { rows: ROWS, x, y }
}

/** What TensorFlow.js has, too; the others are measured against Keras. */
const OPTIMIZERS = ['adam', 'adamax', 'adagrad', 'rmsprop', 'sgd'] as const
type OracleOptimizer = (typeof OPTIMIZERS)[number]

function buildOracle({ task }: Case, optimizer: OracleOptimizer): layers.LayersModel {
  const model = layers.sequential()
  const kernelRegularizer = layers.regularizers.l2({ l2: L2 })
  model.add(layers.layers.dense({ units: 12, activation: 'relu', inputShape: [FEATURES], kernelRegularizer }))
  model.add(layers.layers.dense({ units: 7, activation: 'tanh' }))
  const [units, activation] = (
    { multiclass: [3, 'softmax'], binary: [1, 'sigmoid'], regression: [1, 'linear'] } as const
  )[task]
  model.add(layers.layers.dense({ units, activation }))
  const { learningRate, momentum } = training
  const optimizers = {
    adam: () => tf.train.adam(learningRate, 0.9, 0.999, 1e-7),
    rmsprop: () => tf.train.rmsprop(learningRate, 0.9, 0, 1e-7),
    sgd: () => tf.train.momentum(learningRate, momentum),
    // Its first sum of squares is a setting, and its ε stands beside the root: so small that no figure shows it.
    adagrad: () => tf.train.adagrad(learningRate, 0.1),
    adamax: () => tf.train.adamax(learningRate, 0.9, 0.999, 1e-7),
  }
  const loss = {
    multiclass: 'sparseCategoricalCrossentropy',
    binary: 'binaryCrossentropy',
    regression: 'meanSquaredError',
  }[task]
  model.compile({ optimizer: optimizers[optimizer](), loss })
  return model
}

async function copyWeights(runner: Runner, model: layers.LayersModel): Promise<void> {
  const named = await runner.weights()
  const order = ['first/kernel', 'first/bias', 'second/kernel', 'second/bias', 'output/kernel', 'output/bias']
  const tensors = order.map((name) => {
    const weights = named.get(name)
    return tf.tensor(weights?.values ?? new Float32Array(), [...(weights?.shape ?? [])])
  })
  model.setWeights(tensors)
}

async function oracleLoss(model: layers.LayersModel, data: ReturnType<typeof drawData>, rows: Int32Array) {
  const x = tf.tensor2d(
    Float32Array.from([...rows].flatMap((row) => [...data.x.subarray(row * FEATURES, (row + 1) * FEATURES)])),
    [rows.length, FEATURES],
  )
  const y = tf.tensor2d(
    Float32Array.from(rows, (row) => data.y[row] ?? 0),
    [rows.length, 1],
  )
  return Number(await model.trainOnBatch(x, y))
}

describe('the onnx runner', () => {
  const table = cases.flatMap((one) => OPTIMIZERS.map((optimizer) => ({ ...one, optimizer })))

  it.each(table)(
    'trains a $task model with $optimizer as TensorFlow.js does',
    async ({ optimizer, ...one }) => {
      const train = drawData(one.task, 1)
      const runner = await createOnnxRunner({
        ...one,
        model: { layers: stack },
        training: { ...training, optimizer },
        seed: 5,
        inputs: [tableInput(FEATURES)],
        train,
        validation: drawData(one.task, 2),
        threads: 1,
      })
      const oracle = buildOracle(one, optimizer)
      await copyWeights(runner, oracle)
      const random = createRandom(9)
      for (let epoch = 0; epoch < EPOCHS; epoch++) {
        const order = random.shuffle(Int32Array.from({ length: ROWS }, (_, row) => row))
        const losses = await runner.trainChunk(order)
        expect(losses).toHaveLength(5)
        for (const [batch, loss] of losses.entries()) {
          const expected = await oracleLoss(oracle, train, order.slice(batch * BATCH, (batch + 1) * BATCH))
          expect(
            Math.abs(loss - expected),
            `epoch ${epoch}, batch ${batch}: ${loss} ${expected}`,
          ).toBeLessThan(1e-4)
        }
      }
      await runner.dispose()
    },
  )
})
