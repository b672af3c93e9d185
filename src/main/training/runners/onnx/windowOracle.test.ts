import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops.js'
import '@tensorflow/tfjs-backend-cpu'
import * as layers from '@tensorflow/tfjs-layers'
import { describe, expect, it } from 'vitest'
import { kerasAxes, toKeras } from '../../../compiler/layers/kerasLayout'
import type { InputSpec } from '../../../../shared/domain/modelInput'
import type { LayerSpec } from '../../../../shared/domain/modelSpec'
import { newLayer } from '../../../../shared/domain/newLayer'
import { DEFAULT_TRAINING } from '../../../../shared/domain/trainingSpec'
import { createRandom } from '../../../../shared/util/random'
import type { Runner } from '../../types'
import { createOnnxRunner } from './createOnnxRunner'

const ROWS = 40
const BATCH = 8
/** Four epochs: 20 steps. */
const EPOCHS = 4
const LEARNING_RATE = 0.005
/** Of the loss. What TensorFlow.js has no right gradient for stands in the tests of the ops: dilation, padded means, up-sampling. */
const TOLERANCE = 1e-4

const training = {
  ...DEFAULT_TRAINING,
  learningRate: LEARNING_RATE,
  batchSize: BATCH,
  epochs: EPOCHS,
  patience: 0,
}

interface Case {
  readonly name: string
  /** [height, width, channels] or [steps, channels]. */
  readonly shape: readonly number[]
  readonly model: readonly LayerSpec[]
  readonly oracle: (first: { inputShape: number[] }) => readonly layers.layers.Layer[]
}

const l = layers.layers
const flat = newLayer('flatten', 'flatten')

const cases: readonly Case[] = [
  {
    name: 'convolutions and pools over pictures of odd sizes',
    shape: [9, 7, 2],
    model: [
      newLayer('conv2d', 'conv', { filters: 4, kernelSize: 3, padding: 'valid' }),
      newLayer('maxPool2d', 'pool'),
      newLayer('conv2d', 'top', { filters: 3, kernelSize: 2, kernelWidth: 1, activation: 'tanh' }),
      flat,
    ],
    oracle: (first) => [
      l.conv2d({ filters: 4, kernelSize: 3, activation: 'relu', ...first }),
      l.maxPooling2d({ poolSize: 2 }),
      l.conv2d({ filters: 3, kernelSize: [2, 1], padding: 'same', activation: 'tanh' }),
      l.flatten(),
    ],
  },
  {
    name: 'convolutions with strides',
    shape: [8, 9, 3],
    model: [
      newLayer('conv2d', 'conv', {
        filters: 4,
        kernelSize: 3,
        strides: 2,
        strideWidth: 1,
        activation: 'elu',
      }),
      newLayer('conv2d', 'top', { filters: 3, kernelSize: 2, strides: 2, padding: 'valid', useBias: false }),
      flat,
    ],
    oracle: (first) => [
      l.conv2d({ filters: 4, kernelSize: 3, strides: [2, 1], padding: 'same', activation: 'elu', ...first }),
      l.conv2d({ filters: 3, kernelSize: 2, strides: 2, useBias: false, activation: 'relu' }),
      l.flatten(),
    ],
  },
  {
    name: 'pools that overlap, padded as far as is needed',
    shape: [7, 6, 2],
    model: [
      newLayer('conv2d', 'conv', { filters: 3, kernelSize: 3 }),
      newLayer('maxPool2d', 'pool', { poolSize: 3, strides: 2, padding: 'same' }),
      newLayer('averagePool2d', 'mean', { poolSize: 2, poolWidth: 3, strides: 1 }),
      flat,
    ],
    oracle: (first) => [
      l.conv2d({ filters: 3, kernelSize: 3, padding: 'same', activation: 'relu', ...first }),
      l.maxPooling2d({ poolSize: 3, strides: 2, padding: 'same' }),
      l.averagePooling2d({ poolSize: [2, 3], strides: [1, 1] }),
      l.flatten(),
    ],
  },
  {
    name: 'depthwise and separable convolutions',
    shape: [6, 6, 2],
    model: [
      newLayer('depthwiseConv2d', 'deep', { kernelSize: 3, depthMultiplier: 2 }),
      newLayer('separableConv2d', 'apart', { filters: 3, kernelSize: 2, strides: 2, activation: 'tanh' }),
      newLayer('globalMaxPool', 'pool'),
    ],
    oracle: (first) => [
      l.depthwiseConv2d({ kernelSize: 3, depthMultiplier: 2, padding: 'same', activation: 'relu', ...first }),
      l.separableConv2d({ filters: 3, kernelSize: 2, strides: 2, padding: 'same', activation: 'tanh' }),
      l.globalMaxPooling2d({ dataFormat: 'channelsLast' }),
    ],
  },
  {
    name: 'pictures made larger',
    shape: [3, 2, 2],
    model: [
      newLayer('conv2dTranspose', 'larger', { filters: 3, kernelSize: 3, strides: 2, activation: 'elu' }),
      newLayer('conv2dTranspose', 'top', {
        filters: 2,
        kernelSize: 3,
        strides: 2,
        padding: 'valid',
        activation: 'tanh',
      }),
      newLayer('globalAveragePool', 'mean'),
    ],
    oracle: (first) => [
      l.conv2dTranspose({
        filters: 3,
        kernelSize: 3,
        strides: 2,
        padding: 'same',
        activation: 'elu',
        ...first,
      }),
      l.conv2dTranspose({ filters: 2, kernelSize: 3, strides: 2, activation: 'tanh' }),
      l.globalAveragePooling2d({ dataFormat: 'channelsLast' }),
    ],
  },
  {
    name: 'convolutions and pools along steps',
    shape: [11, 3],
    model: [
      newLayer('conv1d', 'conv', { filters: 5, kernelSize: 3, padding: 'valid' }),
      newLayer('maxPool1d', 'pool', { poolSize: 2 }),
      newLayer('conv1d', 'top', { filters: 4, kernelSize: 2, strides: 2, activation: 'tanh' }),
      newLayer('averagePool1d', 'mean', { poolSize: 2, strides: 1 }),
      flat,
    ],
    oracle: (first) => [
      l.conv1d({ filters: 5, kernelSize: 3, activation: 'relu', ...first }),
      l.maxPooling1d({ poolSize: 2 }),
      l.conv1d({ filters: 4, kernelSize: 2, strides: 2, padding: 'same', activation: 'tanh' }),
      l.averagePooling1d({ poolSize: 2, strides: 1 }),
      l.flatten(),
    ],
  },
  {
    name: 'global pools over steps',
    shape: [6, 3],
    model: [
      newLayer('conv1d', 'conv', { filters: 5, kernelSize: 3, activation: 'tanh' }),
      newLayer('globalMaxPool', 'pool'),
    ],
    oracle: (first) => [
      l.conv1d({ filters: 5, kernelSize: 3, padding: 'same', activation: 'tanh', ...first }),
      l.globalMaxPooling1d({}),
    ],
  },
]

function drawData(shape: readonly number[]) {
  const random = createRandom(3)
  const width = shape.reduce((product, size) => product * size, 1)
  const x = Float32Array.from({ length: ROWS * width }, () => random.normal())
  return { rows: ROWS, x, y: Float32Array.from({ length: ROWS }, () => random.normal()) }
}

/** Both list the weights layer by layer, kernels before the bias. */
async function copyWeights(runner: Runner, model: layers.LayersModel, specs: readonly LayerSpec[]) {
  const kinds = new Map(specs.map(({ id, kind }) => [id, kind]))
  const shapes = model.getWeights().map(({ shape }) => shape)
  const tensors = [...(await runner.weights())].map(([name, { values }], index) => {
    const [id = '', tensor = ''] = name.split('/')
    const axes = kerasAxes(kinds.get(id) ?? 'output', tensor)
    const shape = shapes[index] ?? []
    return tf.tensor(axes ? toKeras(values, shape, axes) : values, shape)
  })
  model.setWeights(tensors)
}

async function oracleLosses(model: layers.LayersModel, data: ReturnType<typeof drawData>, batches: Batches) {
  const width = data.x.length / ROWS
  const losses: number[] = []
  for (let start = 0; start < batches.order.length; start += BATCH) {
    const rows = [...batches.order.slice(start, start + BATCH)]
    const x = rows.flatMap((row) => [...data.x.subarray(row * width, (row + 1) * width)])
    const y = rows.map((row) => [data.y[row] ?? 0])
    const input = tf.tensor(x, [rows.length, ...batches.shape])
    losses.push(Number(await model.trainOnBatch(input, tf.tensor2d(y))))
  }
  return losses
}

interface Batches {
  readonly order: Int32Array
  readonly shape: readonly number[]
}

describe('layers with windows', () => {
  it.each(cases)('train $name as TensorFlow.js does', async ({ shape, model, oracle }) => {
    const data = drawData(shape)
    const input: InputSpec = {
      name: 'x',
      kind: shape.length === 3 ? 'image' : 'sequence',
      shape: [...shape],
      vocabulary: 0,
    }
    const specs = [...model, newLayer('output', 'output')]
    const runner = await createOnnxRunner({
      model: { layers: specs },
      ...{ training, seed: 4, threads: 1, task: 'regression', output: { kind: 'number' } },
      ...{ inputs: [input], train: data, validation: data },
    })
    const reference = layers.sequential({
      layers: [...oracle({ inputShape: [...shape] }), l.dense({ units: 1 })],
    })
    reference.compile({ optimizer: tf.train.adam(LEARNING_RATE, 0.9, 0.999, 1e-7), loss: 'meanSquaredError' })
    await copyWeights(runner, reference, specs)
    const random = createRandom(9)
    for (let epoch = 0; epoch < EPOCHS; epoch++) {
      const order = random.shuffle(Int32Array.from({ length: ROWS }, (_, row) => row))
      const losses = await runner.trainChunk(order)
      const expected = await oracleLosses(reference, data, { order, shape })
      expected.forEach((loss, batch) => {
        expect(Math.abs((losses[batch] ?? 0) / loss - 1), `epoch ${epoch}, batch ${batch}`).toBeLessThan(
          TOLERANCE,
        )
      })
    }
    await runner.dispose()
  })
})
