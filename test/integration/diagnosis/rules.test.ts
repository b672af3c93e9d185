import { describe, expect, it } from 'vitest'
import { newLayer } from '../../../src/shared/domain/newLayer'
import type { LayerSpec } from '../../../src/shared/domain/modelSpec'
import { RULES } from '../../../src/shared/domain/diagnosis/finding'
import { DIAGNOSIS_RULES } from '../../../src/main/services/diagnosis/rules/registry'
import { diagnoseTrial } from '../../../src/main/services/diagnosis/diagnoseTrial'
import {
  clouds,
  readSample,
  type SmallTable,
  trainCase,
  type TrainingOf,
  waves,
} from '../../support/trainedCase'

const net = (units: number, activation: 'relu' | 'tanh' | 'sigmoid' = 'relu', depth = 1): LayerSpec[] => [
  ...Array.from({ length: depth }, (_, index) =>
    newLayer('dense', `hidden${String(index + 1)}`, { units, activation }),
  ),
  newLayer('output', 'output'),
]

/** A class in twenty, hard to tell. */
function rare(rows: number): SmallTable {
  const { x, y } = clouds(rows, { classes: 20, width: 20, apart: 0.5, seed: 4 })
  return { x: x.map((row) => row.slice(0, 8)), y: y.map((label) => Number(label === 3)), classes: 2 }
}

/** A table with a column that knows the class. */
function told({ x, y, classes }: SmallTable): SmallTable {
  return { x: x.map((row, index) => [...row, y[index] ?? 0]), y, classes }
}

function twice({ x, y, classes }: SmallTable): SmallTable {
  return { x: [...x, ...x], y: [...y, ...y], classes }
}

/** Labels that have nothing to do with the inputs. */
function noise(rows: number): SmallTable {
  const { x, y } = clouds(rows, { classes: 2, width: 8, apart: 0, seed: 9 })
  return { x, y, classes: 2 }
}

const SICK: Readonly<Record<string, TrainingOf>> = {
  diverged: {
    table: waves(200),
    layers: net(32),
    training: { optimizer: 'sgd', learningRate: 5, momentum: 0.9, epochs: 10 },
  },
  learningRateTooHigh: {
    table: readSample('digits'),
    layers: net(32, 'tanh'),
    training: { optimizer: 'adam', learningRate: 2, epochs: 20 },
    change: { layers: [] },
  },
  jumpingLoss: {
    table: clouds(300),
    layers: net(16, 'tanh'),
    training: { optimizer: 'sgd', learningRate: 4, momentum: 0.5, batchSize: 8, epochs: 40 },
  },
  explodingGradients: {
    table: clouds(300),
    layers: net(32, 'relu', 2),
    training: { optimizer: 'adam', learningRate: 3, epochs: 20 },
  },
  outOfMemory: { table: clouds(300), layers: net(32), freeBytes: 2 ** 20 },
  memoryClose: {
    table: clouds(300),
    layers: net(32),
    change: { memory: { needed: 9e9, available: 1e10 } },
  },
  leakSuspected: {
    table: told(clouds(500, { apart: 1 })),
    layers: net(16),
    training: { learningRate: 0.01, epochs: 10 },
    change: { data: { leaks: [{ column: 'c6', bond: 1 }], acrossParts: 0, heldOutRows: 125 } },
  },
  copiesAcrossParts: {
    table: twice(clouds(300)),
    layers: net(16),
    training: { learningRate: 0.01, epochs: 10 },
    change: { data: { leaks: [], acrossParts: 113, heldOutRows: 150 } },
  },
  learningRateTooLow: {
    table: readSample('iris'),
    layers: net(16),
    training: { optimizer: 'adam', learningRate: 1e-5, epochs: 30, batchSize: 16 },
  },
  learnsNothing: {
    table: noise(800),
    layers: [newLayer('dense', 'hidden', { units: 8, l2: 0.1 }), newLayer('output', 'output', { l2: 0.1 })],
    training: { learningRate: 0.003, epochs: 20 },
  },
  overfitting: {
    table: noise(160),
    layers: net(128, 'relu', 2),
    training: { learningRate: 0.003, epochs: 60, batchSize: 16 },
  },
  underfitting: {
    table: readSample('digits'),
    layers: [newLayer('dense', 'hidden', { units: 32, l2: 0.3 }), newLayer('output', 'output', { l2: 0.3 })],
    training: { learningRate: 0.005, epochs: 30, batchSize: 64 },
  },
  vanishingGradients: {
    table: clouds(300),
    layers: net(8, 'sigmoid', 9),
    training: { optimizer: 'sgd', momentum: 0.9, learningRate: 0.05, epochs: 15 },
  },
  deadUnits: {
    table: readSample('digits'),
    layers: net(32, 'relu', 2),
    training: { optimizer: 'adam', learningRate: 0.2, epochs: 12, batchSize: 32 },
  },
  saturatedUnits: {
    table: waves(300),
    layers: [
      newLayer('dense', 'hidden', { units: 16, activation: 'tanh', initializer: 'normal', initialScale: 10 }),
      newLayer('dense', 'second', { units: 16, activation: 'tanh', initializer: 'normal', initialScale: 10 }),
      newLayer('output', 'output'),
    ],
    training: { learningRate: 0.0001, epochs: 20 },
  },
  batchTooLarge: {
    table: readSample('digits'),
    layers: net(32),
    training: { learningRate: 0.001, epochs: 25, batchSize: 1024 },
  },
  epochsTooFew: {
    table: readSample('digits'),
    layers: net(16, 'tanh'),
    training: { optimizer: 'sgd', momentum: 0, learningRate: 0.06, epochs: 10, batchSize: 32 },
  },
  stoppedTooEarly: {
    table: readSample('iris'),
    layers: net(16),
    training: { learningRate: 0.001, epochs: 60, patience: 4, batchSize: 16 },
  },
  classesIgnored: { table: rare(1600), layers: net(16), training: { learningRate: 0.001, epochs: 10 } },
}

const HEALTHY: Readonly<Record<string, TrainingOf>> = {
  'iris, usual': {
    table: readSample('iris'),
    layers: net(16),
    training: { learningRate: 0.01, epochs: 40, batchSize: 16 },
  },
  'iris, deeper': {
    table: readSample('iris'),
    layers: net(32, 'relu', 2),
    training: { learningRate: 0.005, epochs: 40, batchSize: 8, patience: 10 },
  },
  'wine, usual': {
    table: readSample('wine'),
    layers: net(16),
    training: { learningRate: 0.01, epochs: 30, batchSize: 16 },
  },
  'wine, tanh': {
    table: readSample('wine'),
    layers: net(16, 'tanh', 2),
    training: { learningRate: 0.005, epochs: 30, batchSize: 16 },
  },
  'digits, usual': {
    table: readSample('digits'),
    layers: net(64),
    training: { learningRate: 0.003, epochs: 20, batchSize: 32 },
  },
  'digits, dropout': {
    table: readSample('digits'),
    layers: [
      newLayer('dense', 'hidden', { units: 64 }),
      newLayer('dropout', 'drop', { rate: 0.3 }),
      newLayer('output', 'output'),
    ],
    training: { learningRate: 0.003, epochs: 20, batchSize: 32 },
  },
  'digits, momentum': {
    table: readSample('digits'),
    layers: net(64, 'tanh'),
    training: { optimizer: 'sgd', learningRate: 0.05, momentum: 0.9, epochs: 20 },
  },
  'clouds, few rows': {
    table: clouds(60),
    layers: net(8),
    training: { learningRate: 0.01, epochs: 30, batchSize: 8 },
  },
  'clouds, short': { table: clouds(300), layers: net(16), training: { learningRate: 0.003, epochs: 3 } },
  'clouds, hard': {
    table: clouds(800, { apart: 1 }),
    layers: net(16),
    training: { learningRate: 0.005, epochs: 20 },
  },
  'waves, usual': {
    table: waves(600),
    layers: net(32, 'relu', 2),
    training: { learningRate: 0.005, epochs: 40 },
  },
  'waves, noisy': { table: waves(600, 1.5), layers: net(8), training: { learningRate: 0.005, epochs: 30 } },
  'waves, cosine': {
    table: waves(600),
    layers: net(32, 'tanh'),
    training: { learningRate: 0.02, schedule: 'cosine', epochs: 30 },
  },
}

describe('the rules', () => {
  it('each have a source and a level', () => {
    for (const rule of RULES) expect(DIAGNOSIS_RULES[rule].source.length).toBeGreaterThan(20)
  })

  it.each(Object.entries(SICK))('see it in a run that shows it: %s', async (rule, asked) => {
    const { rules, subject } = await trainCase(asked)
    expect(rules, summary(subject)).toContain(rule)
    const finding = diagnoseTrial(subject).find((one) => one.rule === rule)
    expect(finding?.remedies.length).toBeGreaterThan(0)
  })

  it('see a loss that stands still where the same network gets further', async () => {
    const plain = { table: waves(600, 0.1), layers: net(8) }
    const quick = { learningRate: 0.05, batchSize: 8, epochs: 40 }
    const better = await trainCase({ ...plain, seed: 8, training: quick })
    const training = {
      optimizer: 'sgd',
      learningRate: 0.03,
      momentum: 0.9,
      batchSize: 8,
      epochs: 40,
    } as const
    const siblings = [{ ...better.subject.row, number: 2 }]
    const { rules, subject } = await trainCase({ ...plain, training, siblings })
    expect(rules, summary(subject)).toContain('plateau')
    expect((await trainCase({ ...plain, training })).rules).toEqual([])
  })

  it.each(Object.entries(HEALTHY))('are silent about a healthy run: %s', async (_name, asked) => {
    const { rules, subject } = await trainCase(asked)
    expect(rules, summary(subject)).toEqual([])
  })
})

function summary({
  steps,
  layers,
  chanceLoss,
  row,
}: Awaited<ReturnType<typeof trainCase>>['subject']): string {
  const curve = (part: 'train' | 'validation'): string =>
    steps.map((step) => (step[part].loss ?? 0).toPrecision(3)).join(' ')
  const last = JSON.stringify(layers.at(-1)?.layers)
  return `chance ${String(chanceLoss)} ${row.state} ${JSON.stringify(row.validation)}\n${curve('train')}\n${curve('validation')}\n${last}`
}
