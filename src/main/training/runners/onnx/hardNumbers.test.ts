import { describe, expect, it } from 'vitest'
import type { InputSpec } from '../../../../shared/domain/modelInput'
import type { LayerSpec } from '../../../../shared/domain/modelSpec'
import { newLayer } from '../../../../shared/domain/newLayer'
import { DEFAULT_TRAINING } from '../../../../shared/domain/trainingSpec'
import { createOnnxRunner } from './createOnnxRunner'

/** One more than two batches: the last one is a row alone. */
const ROWS = 9
const BATCH = 4
const EPOCHS = 5

const tableOf = (features: number): InputSpec => ({
  ...{ name: 'x', kind: 'table', vocabulary: 0 },
  shape: [features],
})
const sequenceOf = (steps: number, features: number): InputSpec => ({
  ...{ name: 'x', kind: 'sequence', vocabulary: 0 },
  shape: [steps, features],
})
const picture: InputSpec = { name: 'x', kind: 'image', shape: [4, 4, 2], vocabulary: 0 }

const heads = { heads: 2, keyUnits: 3 }
const flatten = newLayer('flatten', 'flatten')
const masking = newLayer('masking', 'masking')
const window = newLayer('conv2d', 'window', { filters: 3, kernelSize: 2, padding: 'valid' })
const attention = newLayer('multiHeadAttention', 'attention', heads)
const block = newLayer('transformerBlock', 'block', { ...heads, feedForwardUnits: 5, rate: 0.3 })

interface Case {
  readonly name: string
  readonly data: InputSpec
  readonly model: readonly LayerSpec[]
  /** Of the number at a place. */
  readonly x: (index: number) => number
}

const wave = (index: number): number => Math.sin(1.3 * index)
const nothing = (): number => 0

const CASES: readonly Case[] = [
  {
    name: 'batchNorm of constant columns',
    data: tableOf(3),
    model: [newLayer('batchNorm', 'n')],
    x: () => 7,
  },
  {
    name: 'batchNorm far from zero',
    data: tableOf(3),
    model: [newLayer('batchNorm', 'n')],
    x: (index) => 1e6 + wave(index),
  },
  {
    name: 'batchNorm of an empty picture',
    data: picture,
    model: [window, newLayer('batchNorm', 'n'), flatten],
    x: nothing,
  },
  {
    name: 'batchNorm of a bright picture',
    data: picture,
    model: [window, newLayer('batchNorm', 'n'), flatten],
    x: (index) => 1e4 + wave(index),
  },
  {
    name: 'batchNorm of padding alone',
    data: sequenceOf(3, 2),
    model: [masking, newLayer('batchNorm', 'n'), newLayer('lstm', 'rnn', { units: 3 })],
    x: nothing,
  },
  { name: 'layerNorm of equal numbers', data: tableOf(3), model: [newLayer('layerNorm', 'n')], x: () => 1e5 },
  { name: 'layerNorm of one number', data: tableOf(1), model: [newLayer('layerNorm', 'n')], x: wave },
  {
    name: 'groupNorm of single numbers',
    data: tableOf(4),
    model: [newLayer('groupNorm', 'n', { groups: 4 })],
    x: wave,
  },
  {
    name: 'attention to padding alone',
    data: sequenceOf(3, 2),
    model: [masking, attention, flatten],
    x: nothing,
  },
  {
    name: 'causal attention where the first steps are padding',
    data: sequenceOf(4, 2),
    model: [masking, newLayer('multiHeadAttention', 'attention', { ...heads, isCausal: true }), flatten],
    x: (index) => (index % 8 < 4 ? 0 : wave(index)),
  },
  { name: 'attention of one step', data: sequenceOf(1, 2), model: [attention, flatten], x: wave },
  {
    name: 'attention of large numbers',
    data: sequenceOf(3, 2),
    model: [attention, flatten],
    x: (i) => 1e3 * wave(i),
  },
  {
    name: 'a transformer of large numbers',
    data: sequenceOf(3, 2),
    model: [block, flatten],
    x: (i) => 1e5 * wave(i),
  },
  {
    name: 'a transformer of padding alone',
    data: sequenceOf(3, 2),
    model: [masking, block, flatten],
    x: nothing,
  },
]

function makeTable({ data, x }: Case) {
  const width = data.shape.reduce((product, size) => product * size, 1)
  return {
    rows: ROWS,
    x: Float32Array.from({ length: ROWS * width }, (_, index) => x(index)),
    y: Float32Array.from({ length: ROWS }, (_, row) => row % 2),
  }
}

describe('training and prediction', () => {
  it.each(CASES)('stay finite: $name', async (one) => {
    const table = makeTable(one)
    const runner = await createOnnxRunner({
      model: { layers: [...one.model, newLayer('output', 'output')] },
      training: { ...DEFAULT_TRAINING, batchSize: BATCH },
      ...{ seed: 1, threads: 1, task: 'binary', output: { kind: 'classes', labels: ['no', 'yes'] } },
      ...{ inputs: [one.data], train: table, validation: table },
    })
    const order = Int32Array.from({ length: ROWS }, (_, row) => row)
    for (let epoch = 0; epoch < EPOCHS; epoch++) {
      const losses = await runner.trainChunk(order)
      expect([...losses].every(Number.isFinite), `epoch ${epoch}: ${losses.join(' ')}`).toBe(true)
    }
    const { loss, predictions } = await runner.evaluate('validation')
    expect(loss).toSatisfy(Number.isFinite)
    expect([...predictions].every(Number.isFinite)).toBe(true)
    for (const [name, { values }] of await runner.weights())
      expect([...values].every(Number.isFinite), name).toBe(true)
    await runner.dispose()
  })
})
