/** @file The settings of training; what others depend on stands before them. */
import { LOSSES } from './loss'
import type { Setting } from './setting'
import { choice, even, float, integer, linear, log } from './settingMakers'
import { TRAINING_MODES } from './task'
import {
  CLASS_WEIGHTS,
  OPTIMIZERS,
  OUTPUT_ACTIVATIONS,
  SCHEDULES,
  TRIPLET_MINING,
  type TrainingSpec,
} from './trainingSpec'

type Name = keyof TrainingSpec

const ADAM_FAMILY = { parent: 'optimizer', values: ['adam', 'adamw', 'nadam', 'adamax'] } as const
const SGD = { parent: 'optimizer', values: ['sgd'] } as const

const OPTIMIZER_SETTINGS: readonly Setting<Name>[] = [
  choice('optimizer', OPTIMIZERS, { search: ['adam', 'rmsprop', 'sgd'] }),
  float('learningRate', [1e-8, 10], log(1e-4, 1e-1)),
  float('momentum', [0, 0.999], linear(0.5, 0.99), { usedWith: SGD }),
  choice('nesterov', [false, true], { usedWith: SGD }),
  float('weightDecay', [0, 1], log(1e-4, 1e-1), {
    usedWith: { parent: 'optimizer', values: ['adamw', 'lion'] },
  }),
  float('beta1', [0, 0.999], linear(0.8, 0.99), { usedWith: ADAM_FAMILY, usual: 0.9 }),
  float('beta2', [0, 0.99999], linear(0.9, 0.9999), { usedWith: ADAM_FAMILY, usual: 0.999 }),
  float('rho', [0, 0.999], linear(0.8, 0.99), {
    usedWith: { parent: 'optimizer', values: ['rmsprop'] },
    usual: 0.9,
  }),
  float('clipNorm', [0, 1000], log(0.1, 10), { usual: 0 }),
  float('clipValue', [0, 1000], log(0.1, 10), { usual: 0 }),
]

const SCHEDULE_SETTINGS: readonly Setting<Name>[] = [
  choice('schedule', SCHEDULES, { search: ['constant', 'exponential', 'cosine'], usual: 'constant' }),
  float('decayFactor', [0.001, 1], linear(0.1, 0.9), {
    usedWith: { parent: 'schedule', values: ['step', 'exponential', 'plateau'] },
  }),
  integer('decayEpochs', [1, 10000], even(5, 30, 5), {
    usedWith: { parent: 'schedule', values: ['step', 'exponential'] },
  }),
  integer('plateauPatience', [1, 10000], even(2, 10), {
    usedWith: { parent: 'schedule', values: ['plateau'] },
  }),
  integer('warmupEpochs', [0, 10000], even(0, 5), { usedWith: { parent: 'schedule', values: ['cosine'] } }),
  integer('restarts', [0, 100], even(0, 3), { usedWith: { parent: 'schedule', values: ['cosine'] } }),
  float('decayPower', [0.1, 10], linear(0.5, 2), {
    usedWith: { parent: 'schedule', values: ['polynomial'] },
  }),
  float('finalShare', [0, 1], log(0.001, 0.1), {
    usedWith: { parent: 'schedule', values: ['polynomial', 'cosine'] },
  }),
]

const MADE = ['autoencoder', 'adversarial']
const ADVERSARIAL = { parent: 'mode', values: ['adversarial'] } as const
const EMBEDDING = { parent: 'mode', values: ['embedding'] } as const

const MODE_SETTINGS: readonly Setting<Name>[] = [
  choice('mode', TRAINING_MODES, { search: ['supervised'], usual: 'supervised', isFixed: true }),
  choice('outputActivation', OUTPUT_ACTIVATIONS, {
    search: ['linear', 'sigmoid'],
    usedWith: { parent: 'mode', values: MADE },
  }),
  integer(
    'latentSize',
    [1, 4096],
    { kind: 'integer', low: 8, high: 128, scale: 'log', step: 1 },
    { usedWith: ADVERSARIAL },
  ),
  float('discriminatorRate', [0.001, 1000], log(0.1, 10), { usedWith: ADVERSARIAL }),
  integer(
    'embeddingSize',
    [2, 4096],
    { kind: 'choice', values: [32, 64, 128, 256] },
    { usedWith: EMBEDDING },
  ),
  integer('rowsPerClass', [2, 256], { kind: 'choice', values: [2, 4, 8] }, { usedWith: EMBEDDING }),
]

const LOSS_SETTINGS: readonly Setting<Name>[] = [
  choice('loss', LOSSES, { search: ['auto'], usual: 'auto' }),
  float('huberDelta', [0.001, 1000], log(0.1, 10), { usedWith: { parent: 'loss', values: ['huber'] } }),
  float('quantile', [0.01, 0.99], linear(0.1, 0.9), { usedWith: { parent: 'loss', values: ['quantile'] } }),
  float('labelSmoothing', [0, 0.5], linear(0, 0.2), {
    usedWith: { parent: 'loss', values: ['crossEntropy', 'klDivergence'] },
  }),
  float('margin', [0, 2], linear(0.1, 1), {
    usedWith: { parent: 'loss', values: ['contrastive', 'triplet', 'cosFace', 'arcFace'] },
  }),
  float('temperature', [0.01, 10], log(0.05, 0.5), {
    usedWith: { parent: 'loss', values: ['supervisedContrastive'] },
  }),
  float('proxyScale', [1, 256], log(8, 64), {
    usedWith: { parent: 'loss', values: ['cosFace', 'arcFace'] },
  }),
  choice('tripletMining', TRIPLET_MINING, { usedWith: { parent: 'loss', values: ['triplet'] } }),
  float('focalGamma', [0, 10], linear(0.5, 5), { usedWith: { parent: 'loss', values: ['focal'] } }),
  choice('classWeights', CLASS_WEIGHTS, {
    search: ['none', 'balanced'],
    usedWith: { parent: 'loss', values: ['crossEntropy', 'klDivergence', 'focal', 'hinge'] },
  }),
]

const LENGTH_SETTINGS: readonly Setting<Name>[] = [
  integer('batchSize', [1, 65536], { kind: 'choice', values: [16, 32, 64, 128] }),
  integer('accumulate', [1, 64], { kind: 'choice', values: [1, 2, 4, 8] }, { usual: 1 }),
  integer('epochs', [1, 10000], even(10, 100, 10)),
  integer('patience', [0, 10000], even(3, 20)),
]

export const TRAINING_SETTINGS: readonly Setting<Name>[] = [
  ...OPTIMIZER_SETTINGS,
  ...SCHEDULE_SETTINGS,
  ...LENGTH_SETTINGS,
  ...MODE_SETTINGS,
  ...LOSS_SETTINGS,
]
