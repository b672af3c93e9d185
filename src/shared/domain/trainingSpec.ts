/** @file How a model is trained: everything that is not a layer. */
import * as v from 'valibot'
import { LossName } from './loss'
import { TrainingMode } from './task'

export const OPTIMIZERS = ['adam', 'adamw', 'nadam', 'adamax', 'lion', 'rmsprop', 'adagrad', 'sgd'] as const
export const OptimizerName = v.picklist(OPTIMIZERS)
export type OptimizerName = v.InferOutput<typeof OptimizerName>

export const SCHEDULES = [
  'constant',
  'step',
  'exponential',
  'polynomial',
  'cosine',
  'oneCycle',
  'plateau',
] as const
export const ScheduleName = v.picklist(SCHEDULES)
export type ScheduleName = v.InferOutput<typeof ScheduleName>

export const OUTPUT_ACTIVATIONS = ['linear', 'sigmoid', 'tanh'] as const

/** Which rows of other classes a triplet is made with: the nearest one, or the nearest of those that are further than the row of its own. */
export const TRIPLET_MINING = ['hard', 'semiHard'] as const

export const CLASS_WEIGHTS = ['none', 'balanced'] as const

const between = (low: number, high: number) => v.pipe(v.number(), v.minValue(low), v.maxValue(high))
const whole = (low: number, high: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(low), v.maxValue(high))

/** A field that came after the first release has a default, so that what was stored before still reads. */
export const TrainingSpec = v.strictObject({
  optimizer: OptimizerName,
  /** The first one, or the highest where a schedule warms up. */
  learningRate: between(1e-8, 10),
  /** Used by `sgd` only, 0 to 0.999. */
  momentum: between(0, 0.999),
  /** Whether momentum looks ahead; `sgd` only. */
  nesterov: v.optional(v.boolean(), false),
  /** How much of the mean gradient, and of its mean square, a step keeps; the Adam family. */
  beta1: v.optional(between(0, 0.999), 0.9),
  beta2: v.optional(between(0, 0.99999), 0.999),
  /** How much of the mean square a step of `rmsprop` keeps. */
  rho: v.optional(between(0, 0.999), 0.9),
  /** Share of the weights, times the learning rate, that a step of `adamw` or `lion` takes away. */
  weightDecay: v.optional(between(0, 1), 0.004),
  schedule: v.optional(ScheduleName, 'constant'),
  /** What the learning rate is multiplied with at every decay. */
  decayFactor: v.optional(between(0.001, 1), 0.5),
  /** Epochs from one decay to the next; an exponential one is spread over them. */
  decayEpochs: v.optional(whole(1, 10000), 10),
  /** Where a polynomial or cosine schedule ends, as a share of the learning rate. */
  finalShare: v.optional(between(0, 1), 0),
  decayPower: v.optional(between(0.1, 10), 1),
  /** Epochs in which a cosine schedule rises from 0. */
  warmupEpochs: v.optional(whole(0, 10000), 0),
  /** How often a cosine schedule begins anew. */
  restarts: v.optional(whole(0, 100), 0),
  /** Epochs without a lower validation loss before `plateau` decays. */
  plateauPatience: v.optional(whole(1, 10000), 5),
  /** Length of the whole gradient at most; 0 for any. */
  clipNorm: v.optional(between(0, 1000), 0),
  /** Size of each number of the gradient at most; 0 for any. */
  clipValue: v.optional(between(0, 1000), 0),
  mode: v.optional(TrainingMode, 'supervised'),
  /** What an autoencoder or a generator puts its numbers through: linear for any, sigmoid for 0 to 1, tanh for −1 to 1. */
  outputActivation: v.optional(v.picklist(OUTPUT_ACTIVATIONS), 'linear'),
  /** Random numbers that a generator makes a row of. */
  latentSize: v.optional(whole(1, 4096), 32),
  /** Learning rate of the discriminator as a multiple of the generator's. */
  discriminatorRate: v.optional(between(0.001, 1000), 1),
  /** Numbers that an embedding makes of a row. */
  embeddingSize: v.optional(whole(2, 4096), 64),
  /** Rows of a class that a batch of an embedding holds together. */
  rowsPerClass: v.optional(whole(2, 256), 4),
  loss: v.optional(LossName, 'auto'),
  /** How far classes shall be apart: as a distance, for `cosFace` as a cosine, for `arcFace` as an angle. */
  margin: v.optional(between(0, 2), 0.5),
  /** What similarities are divided by in `supervisedContrastive`: the smaller, the more the hardest rows count. */
  temperature: v.optional(between(0.01, 10), 0.1),
  /** What cosines are multiplied with in `cosFace` and `arcFace`. */
  proxyScale: v.optional(between(1, 256), 16),
  tripletMining: v.optional(v.picklist(TRIPLET_MINING), 'semiHard'),
  /** Where `huber` turns from squares to distances, in standard deviations of the target. */
  huberDelta: v.optional(between(0.001, 1000), 1),
  /** The share of rows that shall lie below the prediction. */
  quantile: v.optional(between(0.01, 0.99), 0.5),
  /** Share of the truth that is spread over all classes. */
  labelSmoothing: v.optional(between(0, 0.5), 0),
  /** How much `focal` looks away from rows that are right already. */
  focalGamma: v.optional(between(0, 10), 2),
  /** `balanced`: a row weighs n / (classes · rows of its class), counted on the training rows. */
  classWeights: v.optional(v.picklist(CLASS_WEIGHTS), 'none'),
  /** Rows a step; the last batch of an epoch may be smaller. */
  batchSize: whole(1, 65536),
  /** Batches a step: their gradients are averaged before one update. What is left at the end of an epoch counts on. */
  accumulate: v.optional(whole(1, 64), 1),
  epochs: whole(1, 10000),
  /** Epochs without gain of the objective before a trial stops early; 0 never stops early. */
  patience: whole(0, 10000),
})
export type TrainingSpec = v.InferOutput<typeof TrainingSpec>

export const DEFAULT_TRAINING: TrainingSpec = v.parse(TrainingSpec, {
  optimizer: 'adam',
  learningRate: 0.001,
  momentum: 0.9,
  batchSize: 32,
  epochs: 30,
  patience: 0,
})
