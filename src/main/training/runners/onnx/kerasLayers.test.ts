import { describe, expect, it } from 'vitest'
import { KERAS_LAYER_FIGURES } from '../../../../../test/fixtures/kerasLayerFigures'
import type { InputSpec } from '../../../../shared/domain/modelInput'
import type { ActivationName, LayerSpec } from '../../../../shared/domain/modelSpec'
import { newLayer } from '../../../../shared/domain/newLayer'
import { DEFAULT_TRAINING } from '../../../../shared/domain/trainingSpec'
import { createOnnxRunner } from './createOnnxRunner'

const ROWS = 8
const STEPS = 10
/** Of a loss. */
const TOLERANCE = 1e-4
const TRAINING = {
  ...DEFAULT_TRAINING,
  optimizer: 'sgd',
  learningRate: 0.05,
  momentum: 0,
  batchSize: ROWS,
  epochs: STEPS,
} as const

const ROW: InputSpec = { name: 'x', kind: 'table', shape: [6], vocabulary: 0 }
const SEQUENCE: InputSpec = { name: 'x', kind: 'sequence', shape: [5, 4], vocabulary: 0 }
const PICTURE: InputSpec = { name: 'x', kind: 'image', shape: [4, 3, 2], vocabulary: 0 }

const dense = (id: string, units: number, activation: ActivationName = 'linear') =>
  newLayer('dense', id, { units, activation })
const conv = (filters: number, kernelSize: number, activation: ActivationName = 'linear') =>
  newLayer('conv2d', 'window', { filters, kernelSize, padding: 'valid', activation })
const input = newLayer('input', 'start', { source: 'x' })
const flatten = newLayer('flatten', 'flatten')
const masking = newLayer('masking', 'masking')
const rnn = newLayer('simpleRnn', 'rnn', { units: 3 })
const norm = (values: object = {}) => newLayer('batchNorm', 'norm', { momentum: 0.8, ...values })
const plain = { scale: false, center: false }
const heads = { heads: 2, keyUnits: 3 }
const attention = (values: object = {}) =>
  newLayer('multiHeadAttention', 'attention', { ...heads, ...values })
const block = (values: object) =>
  newLayer('transformerBlock', 'block', { ...heads, feedForwardUnits: 6, ...values })

type Case = readonly [InputSpec, ...LayerSpec[]]

const CASES: Record<keyof typeof KERAS_LAYER_FIGURES, Case> = {
  'batchNorm of a table': [
    ROW,
    dense('first', 5),
    norm(),
    newLayer('activation', 'relu', { activation: 'relu' }),
  ],
  'batchNorm without scale': [ROW, dense('first', 5), norm({ scale: false })],
  'batchNorm without center': [ROW, dense('first', 5), norm({ center: false })],
  'batchNorm of steps': [SEQUENCE, norm(), flatten],
  'batchNorm of masked steps': [SEQUENCE, masking, norm(), rnn],
  'batchNorm of a picture': [PICTURE, norm(), flatten],
  'layerNorm of a table': [ROW, dense('first', 5), newLayer('layerNorm', 'norm')],
  'layerNorm of steps, plain': [SEQUENCE, newLayer('layerNorm', 'norm', plain), flatten],
  'layerNorm of a picture': [PICTURE, newLayer('layerNorm', 'norm'), flatten],
  'groupNorm of a table': [
    ROW,
    newLayer('groupNorm', 'norm', { groups: 3 }),
    newLayer('activation', 'tanh', { activation: 'tanh' }),
  ],
  'groupNorm of steps': [SEQUENCE, newLayer('groupNorm', 'norm', { groups: 2 }), flatten],
  'groupNorm of a picture, plain': [PICTURE, newLayer('groupNorm', 'norm', { groups: 1, ...plain }), flatten],
  'groupNorm of a picture': [PICTURE, newLayer('groupNorm', 'norm', { groups: 2 }), flatten],
  'behind a convolution: batchNorm, prelu': [
    PICTURE,
    conv(3, 2, 'relu'),
    norm(),
    newLayer('prelu', 'prelu', { isShared: true }),
    flatten,
  ],
  'behind a convolution: batchNorm without scale': [
    PICTURE,
    conv(3, 2),
    norm({ scale: false }),
    newLayer('prelu', 'prelu', { isShared: false }),
    flatten,
  ],
  'behind a convolution: batchNorm without anything': [PICTURE, conv(1, 2), norm(plain), flatten],
  'behind a convolution: groupNorm, margins': [
    PICTURE,
    conv(4, 2),
    newLayer('groupNorm', 'norm', { groups: 2 }),
    newLayer('zeroPadding2d', 'padding', { top: 1, bottom: 0, left: 2, right: 1 }),
    newLayer('cropping2d', 'cropping', { top: 0, bottom: 2, left: 1, right: 0 }),
    flatten,
  ],
  'behind a convolution: layerNorm, dense': [
    PICTURE,
    conv(4, 2),
    newLayer('layerNorm', 'norm'),
    dense('first', 2, 'softmax'),
    newLayer('reshape', 'reshape', { shape: [4, -1] }),
    flatten,
  ],
  'behind a convolution: multiply': [
    PICTURE,
    conv(3, 2),
    flatten,
    dense('factor', 3, 'sigmoid'),
    newLayer('multiply', 'multiply', { inputs: ['window', 'factor'] }),
    newLayer('flatten', 'end'),
  ],
  'behind a convolution: add, concatenate': [
    PICTURE,
    input,
    conv(2, 1, 'tanh'),
    newLayer('add', 'add', { inputs: ['start', 'window'] }),
    newLayer('concatenate', 'join', { inputs: ['add', 'window'] }),
    newLayer('permute', 'permute', { order: [2, 3, 1] }),
    flatten,
  ],
  attention: [SEQUENCE, attention(), flatten],
  'attention without bias': [SEQUENCE, attention({ useBias: false }), flatten],
  'attention, causal': [SEQUENCE, attention({ isCausal: true }), flatten],
  'attention, masked': [SEQUENCE, masking, attention(), flatten],
  'attention, masked and causal': [SEQUENCE, masking, attention({ isCausal: true }), flatten],
  'attention to values': [
    SEQUENCE,
    input,
    dense('query', 5),
    attention({ inputs: ['query', 'start'] }),
    flatten,
  ],
  'attention to values and keys': [
    SEQUENCE,
    input,
    dense('query', 5),
    newLayer('dense', 'key', { inputs: ['start'], units: 2, activation: 'linear' }),
    attention({ inputs: ['query', 'start', 'key'] }),
    flatten,
  ],
  'attention to masked values': [
    SEQUENCE,
    input,
    dense('query', 5),
    newLayer('masking', 'masked', { inputs: ['start'] }),
    newLayer('dense', 'key', { inputs: ['masked'], units: 2, activation: 'linear' }),
    attention({ inputs: ['query', 'masked', 'key'] }),
    flatten,
  ],
  'transformer, normalised first': [SEQUENCE, block({ activation: 'gelu' }), flatten],
  'transformer, normalised last': [SEQUENCE, block({ normFirst: false }), flatten],
  prelu: [PICTURE, newLayer('prelu', 'prelu', { isShared: false }), flatten],
  'prelu, shared': [PICTURE, newLayer('prelu', 'prelu', { isShared: true }), flatten],
  leakyRelu: [SEQUENCE, dense('first', 3), newLayer('leakyRelu', 'leaky', { slope: 0.3 }), flatten],
  add: [
    SEQUENCE,
    input,
    dense('branch', 4, 'tanh'),
    newLayer('add', 'add', { inputs: ['start', 'branch'] }),
    flatten,
  ],
  'add, one channel stretched': [
    SEQUENCE,
    input,
    dense('branch', 1, 'tanh'),
    newLayer('add', 'add', { inputs: ['start', 'branch'] }),
    flatten,
  ],
  multiply: [
    SEQUENCE,
    input,
    dense('branch', 4, 'tanh'),
    newLayer('multiply', 'multiply', { inputs: ['start', 'branch'] }),
    flatten,
  ],
  'multiply, a factor a channel': [
    PICTURE,
    input,
    flatten,
    dense('factor', 2, 'sigmoid'),
    newLayer('multiply', 'multiply', { inputs: ['start', 'factor'] }),
    newLayer('flatten', 'end'),
  ],
  concatenate: [
    SEQUENCE,
    input,
    dense('first', 3),
    newLayer('dense', 'second', { inputs: ['start'], units: 4, activation: 'linear' }),
    newLayer('concatenate', 'join', { inputs: ['start', 'first', 'second'] }),
    flatten,
  ],
  'add, masked': [
    SEQUENCE,
    masking,
    dense('branch', 4),
    newLayer('add', 'add', { inputs: ['masking', 'branch'] }),
    rnn,
  ],
  'concatenate, masked': [
    SEQUENCE,
    masking,
    dense('branch', 4),
    newLayer('concatenate', 'join', { inputs: ['masking', 'branch'] }),
    rnn,
  ],
  'dense of steps': [
    SEQUENCE,
    dense('first', 3, 'gelu'),
    newLayer('dense', 'second', { units: 2, activation: 'linear', useBias: false }),
    flatten,
  ],
  'dense of a picture': [PICTURE, dense('first', 3, 'silu'), flatten],
  'reshape, permute': [
    PICTURE,
    newLayer('permute', 'permute', { order: [3, 1, 2] }),
    newLayer('reshape', 'reshape', { shape: [-1, 4] }),
    dense('first', 2, 'tanh'),
    flatten,
  ],
  repeatVector: [ROW, newLayer('repeatVector', 'repeat', { count: 3 }), dense('first', 2, 'elu'), flatten],
  'margins of steps': [
    SEQUENCE,
    newLayer('zeroPadding1d', 'padding', { before: 2, after: 1 }),
    newLayer('cropping1d', 'cropping', { before: 1, after: 3 }),
    dense('first', 2, 'selu'),
    flatten,
  ],
  'margins of a picture': [
    PICTURE,
    newLayer('zeroPadding2d', 'padding', { top: 1, bottom: 0, left: 2, right: 1 }),
    newLayer('cropping2d', 'cropping', { top: 0, bottom: 2, left: 1, right: 0 }),
    dense('first', 2, 'softplus'),
    flatten,
  ],
}

/** The formulas of makeKerasLayerFigures.py. */
function makeTable({ shape }: InputSpec) {
  const size = shape.reduce((product, length) => product * length, 1)
  const isPadding = (row: number, index: number): boolean =>
    shape.length === 2 && row % 3 === 0 && index >= 3 * Number(shape[1])
  const x = Float32Array.from({ length: ROWS * size }, (_, at) => {
    const [row, i] = [Math.floor(at / size), at % size]
    return isPadding(row, i) ? 0 : 1.5 * Math.sin(0.7 * row * row + 1.3 * i + 0.01 * i * i)
  })
  return { rows: ROWS, x, y: Float32Array.from({ length: ROWS }, (_, row) => Math.cos(row)) }
}

function fill(name: string, k: number, values: Float32Array): Float32Array {
  const base = /\/(scale|variance)$/.test(name) ? 1 : 0
  return values.map((_, i) => base + 0.3 * Math.sin(1.7 * k + 0.9 * i + 1))
}

async function startRunner([data, ...model]: Case) {
  const table = makeTable(data)
  const runner = await createOnnxRunner({
    model: { layers: [...model, newLayer('output', 'output')] },
    ...{ training: TRAINING, seed: 1, threads: 1, task: 'regression', output: { kind: 'number' } },
    ...{ inputs: [data], train: table, validation: table },
  })
  const state = await runner.state()
  const weights = [...state.weights].map(
    ([name, { shape, values }], k) => [name, { shape, values: fill(name, k, values) }] as const,
  )
  expect(await runner.restore({ ...state, weights: new Map(weights) })).toBe(true)
  return runner
}

function distance(actual: number | undefined, expected: number): number {
  return Math.abs((actual ?? Number.NaN) - expected) / expected
}

describe('ten steps, and the loss in prediction', () => {
  it.each(Object.keys(CASES) as (keyof typeof CASES)[])('go as with Keras: %s', async (name) => {
    const { losses, evaluation } = KERAS_LAYER_FIGURES[name]
    const runner = await startRunner(CASES[name])
    const order = Int32Array.from({ length: ROWS }, (_, row) => row)
    for (const [step, loss] of losses.entries()) {
      const [actual] = await runner.trainChunk(order)
      expect(distance(actual, loss), `step ${step}: ${actual} ${loss}`).toBeLessThan(TOLERANCE)
    }
    const { loss } = await runner.evaluate('validation')
    expect(distance(loss, evaluation), `evaluation: ${loss} ${evaluation}`).toBeLessThan(TOLERANCE)
    await runner.dispose()
  })
})
