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

const STEPS = 6
const FEATURES = 3
const VOCABULARY = 9
const ROWS = 40
const BATCH = 8
/** Four epochs: 20 steps. */
const EPOCHS = 4
/** Of the loss; sums over time in single precision differ in their order. */
const TOLERANCE = 1e-3
const LEARNING_RATE = 0.005

const training = {
  ...DEFAULT_TRAINING,
  learningRate: LEARNING_RATE,
  batchSize: BATCH,
  epochs: EPOCHS,
  patience: 0,
}

interface Case {
  readonly name: string
  readonly model: readonly LayerSpec[]
  readonly oracle: () => readonly layers.layers.Layer[]
  readonly isTokens?: boolean
}

const l = layers.layers
const rnn = { units: 4 }
const gruOf = (more: object) => l.gru({ ...rnn, recurrentActivation: 'sigmoid', ...more })
const lstmOf = (more: object) => l.lstm({ ...rnn, recurrentActivation: 'sigmoid', ...more })
const first = { inputShape: [STEPS, FEATURES] }
const sequences = { returnSequences: true }
const bidirectional = (layer: layers.RNN, mergeMode: 'concat' | 'sum' | 'mul' | 'ave') =>
  l.bidirectional({ layer, mergeMode, ...first })

const cases: readonly Case[] = [
  {
    name: 'a simple RNN',
    model: [newLayer('simpleRnn', 'rnn', rnn)],
    oracle: () => [l.simpleRNN({ ...rnn, ...first })],
  },
  {
    name: 'a simple RNN with another activation, from the last step to the first',
    model: [
      newLayer('simpleRnn', 'rnn', { ...rnn, activation: 'relu', direction: 'backward', useBias: false }),
    ],
    oracle: () => [l.simpleRNN({ ...rnn, activation: 'relu', goBackwards: true, useBias: false, ...first })],
  },
  {
    name: 'a GRU whose reset gate acts before the product',
    model: [newLayer('gru', 'rnn', { ...rnn, resetAfter: false })],
    oracle: () => [gruOf(first)],
  },
  { name: 'an LSTM', model: [newLayer('lstm', 'rnn', rnn)], oracle: () => [lstmOf(first)] },
  {
    name: 'an LSTM with other activations and no forget bias',
    model: [
      newLayer('lstm', 'rnn', {
        ...rnn,
        activation: 'softplus',
        recurrentActivation: 'tanh',
        unitForgetBias: false,
      }),
    ],
    oracle: () => [
      l.lstm({
        ...rnn,
        ...first,
        activation: 'softplus',
        recurrentActivation: 'tanh',
        unitForgetBias: false,
      }),
    ],
  },
  {
    name: 'stacked LSTMs',
    model: [newLayer('lstm', 'rnn', { ...rnn, ...sequences }), newLayer('lstm', 'top', rnn)],
    oracle: () => [lstmOf({ ...first, ...sequences }), lstmOf({})],
  },
  {
    name: 'an LSTM in both directions, their states side by side',
    model: [newLayer('lstm', 'rnn', { ...rnn, direction: 'both' })],
    oracle: () => [bidirectional(lstmOf({}) as layers.RNN, 'concat')],
  },
  {
    name: 'a GRU in both directions at every step, summed',
    model: [
      newLayer('gru', 'rnn', { ...rnn, resetAfter: false, direction: 'both', merge: 'sum', ...sequences }),
      newLayer('lstm', 'top', rnn),
    ],
    oracle: () => [bidirectional(gruOf(sequences) as layers.RNN, 'sum'), lstmOf({})],
  },
  {
    name: 'simple RNNs in both directions, multiplied and averaged',
    model: [
      newLayer('simpleRnn', 'rnn', { ...rnn, direction: 'both', merge: 'multiply', ...sequences }),
      newLayer('simpleRnn', 'top', { ...rnn, direction: 'both', merge: 'average' }),
    ],
    oracle: () => [
      bidirectional(l.simpleRNN({ ...rnn, ...sequences }) as layers.RNN, 'mul'),
      bidirectional(l.simpleRNN(rnn) as layers.RNN, 'ave'),
    ],
  },
  {
    name: 'an LSTM behind masking',
    model: [
      newLayer('masking', 'masking', { value: 0 }),
      newLayer('lstm', 'rnn', { ...rnn, ...sequences }),
      newLayer('lstm', 'top', rnn),
    ],
    oracle: () => [l.masking({ maskValue: 0, ...first }), lstmOf(sequences), lstmOf({})],
  },
  {
    name: 'layers in both directions behind masking',
    model: [
      newLayer('masking', 'masking', { value: 0 }),
      newLayer('lstm', 'rnn', { ...rnn, ...sequences, direction: 'both' }),
      newLayer('simpleRnn', 'middle', { ...rnn, ...sequences, direction: 'both', merge: 'average' }),
      newLayer('gru', 'top', { ...rnn, resetAfter: false, direction: 'both', merge: 'sum' }),
    ],
    oracle: () => [
      l.masking({ maskValue: 0, ...first }),
      bidirectional(lstmOf(sequences) as layers.RNN, 'concat'),
      bidirectional(l.simpleRNN({ ...rnn, ...sequences }) as layers.RNN, 'ave'),
      bidirectional(gruOf({}) as layers.RNN, 'sum'),
    ],
  },
  {
    name: 'an LSTM behind an embedding',
    isTokens: true,
    model: [newLayer('embedding', 'embedding', { units: 5 }), newLayer('lstm', 'rnn', rnn)],
    oracle: () => [l.embedding({ inputDim: VOCABULARY, outputDim: 5, inputLength: STEPS }), lstmOf({})],
  },
  {
    name: 'a GRU behind an embedding that masks padding',
    isTokens: true,
    model: [
      newLayer('embedding', 'embedding', { units: 5, maskZero: true }),
      newLayer('gru', 'rnn', { ...rnn, resetAfter: false }),
    ],
    oracle: () => [
      l.embedding({ inputDim: VOCABULARY, outputDim: 5, inputLength: STEPS, maskZero: true }),
      gruOf({}),
    ],
  },
]

/** Every third row ends in padding, every fourth one begins with it. */
function drawData(isTokens: boolean) {
  const random = createRandom(3)
  const width = isTokens ? 1 : FEATURES
  const x = Float32Array.from({ length: ROWS * STEPS * width }, (_, index) => {
    const step = Math.floor(index / width) % STEPS
    const row = Math.floor(index / width / STEPS)
    const value = isTokens ? random.integer(VOCABULARY) : random.normal()
    const isPadding = (row % 3 === 0 && step >= 4) || (row % 4 === 0 && step < 2)
    return isPadding ? 0 : value
  })
  return { rows: ROWS, x, y: Float32Array.from({ length: ROWS }, () => random.normal()) }
}

/** Both list the weights layer by layer, forward before backward, as kernel, recurrent kernel, bias. */
async function copyWeights(runner: Runner, model: layers.LayersModel): Promise<void> {
  const tensors = [...(await runner.weights()).values()].map(({ shape, values }) =>
    tf.tensor(values, [...shape]),
  )
  model.setWeights(tensors)
}

async function oracleLosses(model: layers.LayersModel, data: ReturnType<typeof drawData>, order: Int32Array) {
  const width = data.x.length / ROWS
  const losses: number[] = []
  for (let start = 0; start < order.length; start += BATCH) {
    const rows = [...order.slice(start, start + BATCH)]
    const x = rows.flatMap((row) => [...data.x.subarray(row * width, (row + 1) * width)])
    const y = rows.map((row) => [data.y[row] ?? 0])
    const shape = width === STEPS ? [rows.length, STEPS] : [rows.length, STEPS, FEATURES]
    losses.push(Number(await model.trainOnBatch(tf.tensor(x, shape), tf.tensor2d(y))))
  }
  return losses
}

describe('layers of steps', () => {
  it.each(cases)('train $name as TensorFlow.js does', async ({ model, oracle, isTokens = false }) => {
    const data = drawData(isTokens)
    const input: InputSpec = isTokens
      ? { name: 'x', kind: 'tokens', shape: [STEPS], vocabulary: VOCABULARY }
      : { name: 'x', kind: 'sequence', shape: [STEPS, FEATURES], vocabulary: 0 }
    const runner = await createOnnxRunner({
      model: { layers: [...model, newLayer('output', 'output')] },
      ...{ training, seed: 4, threads: 1, task: 'regression', output: { kind: 'number' } },
      ...{ inputs: [input], train: data, validation: data },
    })
    const reference = layers.sequential({ layers: [...oracle(), l.dense({ units: 1 })] })
    reference.compile({ optimizer: tf.train.adam(LEARNING_RATE, 0.9, 0.999, 1e-7), loss: 'meanSquaredError' })
    await copyWeights(runner, reference)
    const random = createRandom(9)
    for (let epoch = 0; epoch < EPOCHS; epoch++) {
      const order = random.shuffle(Int32Array.from({ length: ROWS }, (_, row) => row))
      const losses = await runner.trainChunk(order)
      const expected = await oracleLosses(reference, data, order)
      expected.forEach((loss, batch) => {
        expect(Math.abs((losses[batch] ?? 0) / loss - 1), `epoch ${epoch}, batch ${batch}`).toBeLessThan(
          TOLERANCE,
        )
      })
    }
    await runner.dispose()
  })
})
