/** @file The settings of training; what others depend on stands before them. */
import { LOSSES } from './loss'
import type { Domain, FloatDomain } from './searchSpace'
import type { NumberSetting, Setting } from './setting'
import { TRAINING_MODES } from './task'
import { CLASS_WEIGHTS, OPTIMIZERS, OUTPUT_ACTIVATIONS, SCHEDULES, type TrainingSpec } from './trainingSpec'

type Name = keyof TrainingSpec

const ADAM_FAMILY = { parent: 'optimizer', values: ['adam', 'adamw', 'nadam', 'adamax'] } as const
const SGD = { parent: 'optimizer', values: ['sgd'] } as const

const linear = (low: number, high: number): FloatDomain => ({ kind: 'float', low, high, scale: 'linear' })
const log = (low: number, high: number): FloatDomain => ({ kind: 'float', low, high, scale: 'log' })
const even = (low: number, high: number, step = 1): Domain => ({
  kind: 'integer',
  low,
  high,
  scale: 'linear',
  step,
})

type Rest = Omit<NumberSetting<Name>, 'name' | 'kind' | 'range'>
type Range = readonly [low: number, high: number]

function float(name: Name, [low, high]: Range, rest: Rest): Setting<Name> {
  return { name, kind: 'float', range: { low, high }, ...rest }
}

function integer(name: Name, [low, high]: Range, rest: Rest): Setting<Name> {
  return { name, kind: 'integer', range: { low, high }, ...rest }
}

const OPTIMIZER_SETTINGS: readonly Setting<Name>[] = [
  {
    name: 'optimizer',
    kind: 'choice',
    choices: OPTIMIZERS,
    defaultDomain: { kind: 'choice', values: ['adam', 'rmsprop', 'sgd'] },
  },
  float('learningRate', [1e-8, 10], { defaultDomain: log(1e-4, 1e-1) }),
  float('momentum', [0, 0.999], { defaultDomain: linear(0.5, 0.99), usedWith: SGD }),
  {
    name: 'nesterov',
    kind: 'choice',
    choices: [false, true],
    defaultDomain: { kind: 'choice', values: [false, true] },
    usedWith: SGD,
  },
  float('weightDecay', [0, 1], {
    defaultDomain: log(1e-4, 1e-1),
    usedWith: { parent: 'optimizer', values: ['adamw', 'lion'] },
  }),
  float('beta1', [0, 0.999], { defaultDomain: linear(0.8, 0.99), usedWith: ADAM_FAMILY, usual: 0.9 }),
  float('beta2', [0, 0.99999], { defaultDomain: linear(0.9, 0.9999), usedWith: ADAM_FAMILY, usual: 0.999 }),
  float('rho', [0, 0.999], {
    defaultDomain: linear(0.8, 0.99),
    usedWith: { parent: 'optimizer', values: ['rmsprop'] },
    usual: 0.9,
  }),
  float('clipNorm', [0, 1000], { defaultDomain: log(0.1, 10), usual: 0 }),
  float('clipValue', [0, 1000], { defaultDomain: log(0.1, 10), usual: 0 }),
]

const SCHEDULE_SETTINGS: readonly Setting<Name>[] = [
  {
    name: 'schedule',
    kind: 'choice',
    choices: SCHEDULES,
    defaultDomain: { kind: 'choice', values: ['constant', 'exponential', 'cosine'] },
    usual: 'constant',
  },
  float('decayFactor', [0.001, 1], {
    defaultDomain: linear(0.1, 0.9),
    usedWith: { parent: 'schedule', values: ['step', 'exponential', 'plateau'] },
  }),
  integer('decayEpochs', [1, 10000], {
    defaultDomain: even(5, 30, 5),
    usedWith: { parent: 'schedule', values: ['step', 'exponential'] },
  }),
  integer('plateauPatience', [1, 10000], {
    defaultDomain: even(2, 10),
    usedWith: { parent: 'schedule', values: ['plateau'] },
  }),
  integer('warmupEpochs', [0, 10000], {
    defaultDomain: even(0, 5),
    usedWith: { parent: 'schedule', values: ['cosine'] },
  }),
  integer('restarts', [0, 100], {
    defaultDomain: even(0, 3),
    usedWith: { parent: 'schedule', values: ['cosine'] },
  }),
  float('decayPower', [0.1, 10], {
    defaultDomain: linear(0.5, 2),
    usedWith: { parent: 'schedule', values: ['polynomial'] },
  }),
  float('finalShare', [0, 1], {
    defaultDomain: log(0.001, 0.1),
    usedWith: { parent: 'schedule', values: ['polynomial', 'cosine'] },
  }),
]

const MADE = ['autoencoder', 'adversarial']
const ADVERSARIAL = { parent: 'mode', values: ['adversarial'] } as const

const MODE_SETTINGS: readonly Setting<Name>[] = [
  {
    name: 'mode',
    kind: 'choice',
    choices: TRAINING_MODES,
    defaultDomain: { kind: 'choice', values: ['supervised'] },
    usual: 'supervised',
    isFixed: true,
  },
  {
    name: 'outputActivation',
    kind: 'choice',
    choices: OUTPUT_ACTIVATIONS,
    defaultDomain: { kind: 'choice', values: ['linear', 'sigmoid'] },
    usedWith: { parent: 'mode', values: MADE },
  },
  integer('latentSize', [1, 4096], {
    defaultDomain: { kind: 'integer', low: 8, high: 128, scale: 'log', step: 1 },
    usedWith: ADVERSARIAL,
  }),
  float('discriminatorRate', [0.001, 1000], { defaultDomain: log(0.1, 10), usedWith: ADVERSARIAL }),
]

const LOSS_SETTINGS: readonly Setting<Name>[] = [
  {
    name: 'loss',
    kind: 'choice',
    choices: LOSSES,
    defaultDomain: { kind: 'choice', values: ['auto'] },
    usual: 'auto',
  },
  float('huberDelta', [0.001, 1000], {
    defaultDomain: log(0.1, 10),
    usedWith: { parent: 'loss', values: ['huber'] },
  }),
  float('quantile', [0.01, 0.99], {
    defaultDomain: linear(0.1, 0.9),
    usedWith: { parent: 'loss', values: ['quantile'] },
  }),
  float('labelSmoothing', [0, 0.5], {
    defaultDomain: linear(0, 0.2),
    usedWith: { parent: 'loss', values: ['crossEntropy', 'klDivergence'] },
  }),
  float('focalGamma', [0, 10], {
    defaultDomain: linear(0.5, 5),
    usedWith: { parent: 'loss', values: ['focal'] },
  }),
  {
    name: 'classWeights',
    kind: 'choice',
    choices: CLASS_WEIGHTS,
    defaultDomain: { kind: 'choice', values: ['none', 'balanced'] },
    usedWith: { parent: 'loss', values: ['crossEntropy', 'klDivergence', 'focal', 'hinge'] },
  },
]

const LENGTH_SETTINGS: readonly Setting<Name>[] = [
  integer('batchSize', [1, 65536], { defaultDomain: { kind: 'choice', values: [16, 32, 64, 128] } }),
  integer('accumulate', [1, 64], { defaultDomain: { kind: 'choice', values: [1, 2, 4, 8] }, usual: 1 }),
  integer('epochs', [1, 10000], { defaultDomain: even(10, 100, 10) }),
  integer('patience', [0, 10000], { defaultDomain: even(3, 20) }),
]

export const TRAINING_SETTINGS: readonly Setting<Name>[] = [
  ...OPTIMIZER_SETTINGS,
  ...SCHEDULE_SETTINGS,
  ...LENGTH_SETTINGS,
  ...MODE_SETTINGS,
  ...LOSS_SETTINGS,
]
