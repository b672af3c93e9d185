import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops.js'
import '@tensorflow/tfjs-backend-cpu'
import * as layers from '@tensorflow/tfjs-layers'
import { describe, expect, it } from 'vitest'
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
/** Of the loss. */
const TOLERANCE = 1e-4
const LEARNING_RATE = 0.005

const ROW: InputSpec = { name: 'x', kind: 'table', shape: [6], vocabulary: 0 }
const SEQUENCE: InputSpec = { name: 'x', kind: 'sequence', shape: [5, 4], vocabulary: 0 }
const PICTURE: InputSpec = { name: 'x', kind: 'image', shape: [4, 5, 2], vocabulary: 0 }

interface Case {
  readonly name: string
  readonly data: InputSpec
  readonly model: readonly LayerSpec[]
  /** Layers with weights have the name of those of the model. */
  readonly oracle: (x: layers.SymbolicTensor) => layers.SymbolicTensor
}

const l = layers.layers
type Link = layers.SymbolicTensor
const through = (x: Link, ...chain: readonly layers.layers.Layer[]): Link =>
  chain.reduce<Link>((value, layer) => layer.apply(value) as Link, x)
const merged = (layer: layers.layers.Layer, ...inputs: Link[]): Link => layer.apply(inputs) as Link
const start = newLayer('input', 'start', { source: 'x' })
const dense = (name: string, units: number, activation: 'linear' | 'tanh' | 'relu' = 'linear') => ({
  ours: newLayer('dense', name, { units, activation }),
  theirs: () => l.dense({ name, units, activation }),
})
const flatten = newLayer('flatten', 'flatten')
const first = dense('first', 5)
const second = dense('second', 4, 'tanh')

const cases: readonly Case[] = [
  {
    name: 'batch normalisation of a table',
    data: ROW,
    model: [first.ours, newLayer('batchNorm', 'norm', { momentum: 0.8 }), second.ours],
    oracle: (x) =>
      through(x, first.theirs(), l.batchNormalization({ name: 'norm', momentum: 0.8 }), second.theirs()),
  },
  {
    name: 'batch normalisation of pictures',
    data: PICTURE,
    model: [newLayer('batchNorm', 'norm'), flatten],
    oracle: (x) => through(x, l.batchNormalization({ name: 'norm' }), l.flatten()),
  },
  {
    name: 'layer normalisation of steps',
    data: SEQUENCE,
    model: [newLayer('layerNorm', 'norm'), flatten],
    oracle: (x) => through(x, l.layerNormalization({ name: 'norm' }), l.flatten()),
  },
  {
    name: 'dense layers of steps',
    data: SEQUENCE,
    model: [first.ours, second.ours, flatten],
    oracle: (x) => through(x, first.theirs(), second.theirs(), l.flatten()),
  },
  {
    name: 'learnt slopes',
    data: ROW,
    model: [first.ours, newLayer('prelu', 'slopes', { isShared: false })],
    oracle: (x) => through(x, first.theirs(), l.prelu({ name: 'slopes' })),
  },
  {
    name: 'learnt slopes of channels',
    data: PICTURE,
    model: [newLayer('prelu', 'slopes', { isShared: true }), flatten],
    oracle: (x) => through(x, l.prelu({ name: 'slopes', sharedAxes: [1, 2] }), l.flatten()),
  },
  {
    name: 'a leaky activation',
    data: ROW,
    model: [first.ours, newLayer('leakyRelu', 'leaky', { slope: 0.1 })],
    oracle: (x) => through(x, first.theirs(), l.leakyReLU({ alpha: 0.1 })),
  },
  {
    name: 'permuted and reshaped pictures',
    data: PICTURE,
    model: [
      newLayer('permute', 'permute', { order: [2, 3, 1] }),
      newLayer('reshape', 'reshape', { shape: [8, -1] }),
      first.ours,
      flatten,
    ],
    oracle: (x) =>
      through(
        x,
        ...[l.permute({ dims: [2, 3, 1] }), l.reshape({ targetShape: [8, 5] })],
        ...[first.theirs(), l.flatten()],
      ),
  },
  {
    name: 'pictures with other margins',
    data: PICTURE,
    model: [
      newLayer('zeroPadding2d', 'padding', { top: 2, bottom: 1, left: 0, right: 1 }),
      newLayer('cropping2d', 'cropping', { top: 1, bottom: 2, left: 1, right: 1 }),
      flatten,
    ],
    oracle: (x) =>
      through(
        x,
        l.zeroPadding2d({
          padding: [
            [2, 1],
            [0, 1],
          ],
        }),
        l.cropping2D({
          cropping: [
            [1, 2],
            [1, 1],
          ],
        }),
        l.flatten(),
      ),
  },
  {
    name: 'a repeated row',
    data: ROW,
    model: [newLayer('repeatVector', 'repeat', { count: 3 }), first.ours, flatten],
    oracle: (x) => through(x, l.repeatVector({ n: 3 }), first.theirs(), l.flatten()),
  },
  {
    name: 'a residual',
    data: SEQUENCE,
    model: [start, second.ours, newLayer('add', 'add', { inputs: ['start', 'second'] }), flatten],
    oracle: (x) => through(merged(l.add(), x, through(x, second.theirs())), l.flatten()),
  },
  {
    name: 'a gate',
    data: SEQUENCE,
    model: [start, second.ours, newLayer('multiply', 'gate', { inputs: ['start', 'second'] }), flatten],
    oracle: (x) => through(merged(l.multiply(), x, through(x, second.theirs())), l.flatten()),
  },
  {
    name: 'branches side by side',
    data: ROW,
    model: [
      start,
      first.ours,
      { ...second.ours, inputs: ['start'] },
      newLayer('concatenate', 'join', { inputs: ['start', 'first', 'second'] }),
    ],
    oracle: (x) => merged(l.concatenate(), x, through(x, first.theirs()), through(x, second.theirs())),
  },
]

function drawData({ shape }: InputSpec) {
  const random = createRandom(3)
  const width = shape.reduce((product, size) => product * size, 1)
  const x = Float32Array.from({ length: ROWS * width }, () => random.normal())
  return { rows: ROWS, x, y: Float32Array.from({ length: ROWS }, () => random.normal()) }
}

/** By layer: what is learnt before statistics, as both list them. */
async function copyWeights(runner: Runner, model: layers.LayersModel): Promise<void> {
  const weights = [...(await runner.weights())]
  for (const layer of model.layers.filter(({ weights }) => weights.length > 0)) {
    const own = weights.filter(([name]) => name.startsWith(`${layer.name}/`))
    const shapes = layer.getWeights().map(({ shape }) => shape)
    layer.setWeights(own.map(([, { values }], index) => tf.tensor(values, shapes[index])))
  }
}

async function oracleLosses(
  model: layers.LayersModel,
  { shape }: InputSpec,
  batches: Batches,
): Promise<number[]> {
  const { data, order } = batches
  const width = data.x.length / ROWS
  const losses: number[] = []
  for (let begin = 0; begin < order.length; begin += BATCH) {
    const rows = [...order.slice(begin, begin + BATCH)]
    const x = rows.flatMap((row) => [...data.x.subarray(row * width, (row + 1) * width)])
    const y = rows.map((row) => [data.y[row] ?? 0])
    losses.push(Number(await model.trainOnBatch(tf.tensor(x, [rows.length, ...shape]), tf.tensor2d(y))))
  }
  return losses
}

interface Batches {
  readonly data: ReturnType<typeof drawData>
  readonly order: Int32Array
}

describe('layers', () => {
  it.each(cases)('train $name as TensorFlow.js does', async ({ data: input, model, oracle }) => {
    const data = drawData(input)
    const runner = await createOnnxRunner({
      model: { layers: [...model, newLayer('output', 'output')] },
      training: { ...DEFAULT_TRAINING, learningRate: LEARNING_RATE, batchSize: BATCH },
      ...{ seed: 4, threads: 1, task: 'regression', output: { kind: 'number' } },
      ...{ inputs: [input], train: data, validation: data },
    })
    const x = layers.input({ shape: [...input.shape] })
    const outputs = through(oracle(x), l.dense({ name: 'output', units: 1 }))
    const reference = layers.model({ inputs: x, outputs })
    reference.compile({ optimizer: tf.train.adam(LEARNING_RATE, 0.9, 0.999, 1e-7), loss: 'meanSquaredError' })
    await copyWeights(runner, reference)
    const random = createRandom(9)
    for (let epoch = 0; epoch < EPOCHS; epoch++) {
      const order = random.shuffle(Int32Array.from({ length: ROWS }, (_, row) => row))
      const losses = await runner.trainChunk(order)
      const expected = await oracleLosses(reference, input, { data, order })
      expected.forEach((loss, batch) => {
        const distance = Math.abs((losses[batch] ?? Number.NaN) / loss - 1)
        expect(distance, `epoch ${epoch}, batch ${batch}: ${losses[batch]} ${loss}`).toBeLessThan(TOLERANCE)
      })
    }
    await runner.dispose()
  })
})
