import { describe, expect, it } from 'vitest'
import { KERAS_FIGURES } from '../../../../../test/fixtures/kerasFigures'
import { PLAIN_WEIGHTS, type LayerSpec } from '../../../../shared/domain/modelSpec'
import type { Output, Task } from '../../../../shared/domain/task'
import { DEFAULT_TRAINING, type TrainingSpec } from '../../../../shared/domain/trainingSpec'
import { createLearningRates } from '../../schedule/learningRates'
import { createOnnxRunner } from './createOnnxRunner'
import { tableInput } from '../../../../shared/domain/modelInput'

const STEPS = 10
const ROWS = 8
const TRAINING: TrainingSpec = {
  ...DEFAULT_TRAINING,
  optimizer: 'sgd',
  learningRate: 0.1,
  momentum: 0,
  batchSize: ROWS,
  epochs: STEPS,
}
const OUTPUTS: Record<Task, Output> = {
  multiclass: { kind: 'classes', labels: ['a', 'b', 'c'] },
  binary: { kind: 'classes', labels: ['no', 'yes'] },
  regression: { kind: 'number' },
}

/** Of the rows of the table, as makeKerasFigures.py has them. */
const ROW_WEIGHTS = Float32Array.from({ length: ROWS }, (_, row) => 0.5 + (row % 3))

interface Run {
  readonly isWeighed?: boolean
  readonly data: 'multiclass' | 'binary' | 'regression' | 'counts'
  readonly training: Partial<TrainingSpec>
  readonly weights?: Partial<Record<keyof typeof PLAIN_WEIGHTS, number>>
}

async function train({ data, training, weights = {}, isWeighed = false }: Run) {
  const layer: LayerSpec = {
    kind: 'output',
    id: 'output',
    useBias: true,
    initializer: 'constant',
    ...PLAIN_WEIGHTS,
    initialScale: 0.1,
    ...weights,
  }
  const task = data === 'counts' ? 'regression' : data
  const table = {
    rows: ROWS,
    x: Float32Array.from(KERAS_FIGURES.x),
    y: Float32Array.from(KERAS_FIGURES[data]),
  }
  const whole = { ...TRAINING, ...training }
  const runner = await createOnnxRunner({
    model: { layers: [layer] },
    training: whole,
    task,
    output: OUTPUTS[task],
    seed: 1,
    inputs: [tableInput(3)],
    train: { ...table, ...(isWeighed ? { weights: ROW_WEIGHTS } : {}) },
    validation: table,
    threads: 1,
  })
  const batches = Math.ceil(ROWS / whole.batchSize)
  const rates = createLearningRates(whole, batches)
  const order = Int32Array.from({ length: ROWS }, (_, row) => row)
  const losses: number[] = []
  for (let epoch = 0; epoch < whole.epochs; epoch++)
    losses.push(...(await runner.trainChunk(order, rates.slice(epoch * batches, batches))))
  const kernel = [...((await runner.weights()).get('output/kernel')?.values ?? [])]
  await runner.dispose()
  return { losses, kernel }
}

function expectClose(actual: readonly number[], expected: readonly number[]): void {
  expect(actual).toHaveLength(expected.length)
  expected.forEach((value, index) => {
    const distance = Math.abs((actual[index] ?? Number.NaN) - value)
    expect(distance, `${index}: ${actual[index]} ${value}`).toBeLessThan(1e-5 + 5e-5 * Math.abs(value))
  })
}

const cosine = { schedule: 'cosine' } as const
const OPTIMIZER_RUNS: Record<keyof typeof KERAS_FIGURES.optimizers, Partial<TrainingSpec>> = {
  adam: { optimizer: 'adam' },
  'adam, other betas': { optimizer: 'adam', beta1: 0.8, beta2: 0.95 },
  adamw: { optimizer: 'adamw', weightDecay: 0.05 },
  nadam: { optimizer: 'nadam' },
  adamax: { optimizer: 'adamax' },
  lion: { optimizer: 'lion', weightDecay: 0.05 },
  rmsprop: { optimizer: 'rmsprop', rho: 0.8 },
  adagrad: { optimizer: 'adagrad' },
  sgd: {},
  momentum: { momentum: 0.8 },
  nesterov: { momentum: 0.8, nesterov: true },
  clipNorm: { momentum: 0.8, clipNorm: 0.2 },
  clipValue: { momentum: 0.8, clipValue: 0.05 },
  'momentum, cosine': { momentum: 0.8, ...cosine },
  'nesterov, cosine': { momentum: 0.8, nesterov: true, ...cosine },
  'adamw, cosine': { optimizer: 'adamw', weightDecay: 0.05, ...cosine },
  'nadam, cosine': { optimizer: 'nadam', ...cosine },
}

const crossEntropy = { loss: 'crossEntropy' } as const
const balanced = { classWeights: 'balanced' } as const
const focal = { loss: 'focal', focalGamma: 2.5 } as const
const divergence = { loss: 'klDivergence' } as const
const smoothed = { ...crossEntropy, labelSmoothing: 0.2 }
const LOSS_RUNS: Record<keyof typeof KERAS_FIGURES.losses, Run> = {
  'regression mse': { data: 'regression', training: {} },
  'regression mae': { data: 'regression', training: { loss: 'mae' } },
  'regression huber': { data: 'regression', training: { loss: 'huber', huberDelta: 0.5 } },
  'regression logCosh': { data: 'regression', training: { loss: 'logCosh' } },
  'regression quantile': { data: 'regression', training: { loss: 'quantile', quantile: 0.8 } },
  'counts poisson': { data: 'counts', training: { loss: 'poisson' } },
  'binary crossEntropy': { data: 'binary', training: {} },
  'binary smoothed': { data: 'binary', training: smoothed },
  'binary balanced': { data: 'binary', training: { ...crossEntropy, ...balanced } },
  'binary focal': { data: 'binary', training: focal },
  'binary hinge': { data: 'binary', training: { loss: 'hinge' } },
  'multiclass crossEntropy': { data: 'multiclass', training: {} },
  'multiclass smoothed': { data: 'multiclass', training: smoothed },
  'multiclass balanced': { data: 'multiclass', training: { ...crossEntropy, ...balanced } },
  'multiclass focal': { data: 'multiclass', training: focal },
  'multiclass focal, balanced': { data: 'multiclass', training: { ...focal, ...balanced } },
  'binary divergence': { data: 'binary', training: { ...smoothed, ...divergence } },
  'multiclass divergence': { data: 'multiclass', training: divergence },
  'multiclass divergence, smoothed': { data: 'multiclass', training: { ...smoothed, ...divergence } },
  'multiclass divergence, balanced': { data: 'multiclass', training: { ...divergence, ...balanced } },
  'regression mse, rows': { data: 'regression', training: {}, isWeighed: true },
  'binary crossEntropy, rows': { data: 'binary', training: {}, isWeighed: true },
  'multiclass crossEntropy, rows': { data: 'multiclass', training: {}, isWeighed: true },
  'multiclass focal, balanced, rows': {
    data: 'multiclass',
    training: { ...focal, ...balanced },
    isWeighed: true,
  },
  'multiclass hinge': { data: 'multiclass', training: { loss: 'hinge' } },
}

const twoBatches = { accumulate: 2 } as const
const BATCH_RUNS: Record<keyof typeof KERAS_FIGURES.accumulations, Partial<TrainingSpec>> = {
  adam: { optimizer: 'adam', ...twoBatches },
  'momentum, cosine': { momentum: 0.8, ...cosine, ...twoBatches },
  'adamw, clipNorm': { optimizer: 'adamw', weightDecay: 0.05, clipNorm: 0.2, ...twoBatches },
  'five batches': { optimizer: 'rmsprop', rho: 0.8, accumulate: 5 },
}

const WEIGHT_RUNS: Record<keyof typeof KERAS_FIGURES.regularisers, Run['weights']> = {
  l1: { l1: 0.05 },
  'l1 and l2': { l1: 0.02, l2: 0.03 },
  maxNorm: { maxNorm: 0.3 },
}

const entries = <K extends string, V>(runs: Record<K, V>) => Object.entries(runs) as [K, V][]

describe('ten steps of a linear model', () => {
  it.each(entries(OPTIMIZER_RUNS))('go as with Keras: %s', async (name, training) => {
    const { losses, kernel } = await train({ data: 'multiclass', training })
    expectClose(losses, KERAS_FIGURES.optimizers[name].losses)
    expectClose(kernel, KERAS_FIGURES.optimizers[name].kernel)
  })

  it.each(entries(LOSS_RUNS))('go as with Keras: %s', async (name, run) => {
    const { losses, kernel } = await train(run)
    expectClose(losses, KERAS_FIGURES.losses[name].losses)
    expectClose(kernel, KERAS_FIGURES.losses[name].kernel)
  })

  it.each(entries(BATCH_RUNS))('go as with Keras, several batches a step: %s', async (name, training) => {
    const batches = { batchSize: 3, epochs: 4 }
    const { losses, kernel } = await train({ data: 'multiclass', training: { ...training, ...batches } })
    expectClose(losses, KERAS_FIGURES.accumulations[name].losses)
    expectClose(kernel, KERAS_FIGURES.accumulations[name].kernel)
  })

  it.each(entries(WEIGHT_RUNS))('go as with Keras: %s', async (name, weights) => {
    const { losses, kernel } = await train({ data: 'multiclass', training: {}, weights: weights ?? {} })
    expectClose(losses, KERAS_FIGURES.regularisers[name].losses)
    expectClose(kernel, KERAS_FIGURES.regularisers[name].kernel)
  })
})
