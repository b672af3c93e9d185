/** @file A worked example: a few training steps of a small network with every number in them. */
import * as v from 'valibot'
import { LayerSpec } from '../modelSpec'

/** Row-major numbers of a tensor, whose shape is known from elsewhere. */
export const Numbers = v.array(v.number())
export type Numbers = v.InferOutput<typeof Numbers>

export const EXAMPLE_OPTIMIZERS = ['sgd', 'momentum', 'adam'] as const
export const ExampleOptimizer = v.picklist(EXAMPLE_OPTIMIZERS)
export type ExampleOptimizer = v.InferOutput<typeof ExampleOptimizer>

/** Numbers that a network of an example may have, weights and outputs of layers together. */
export const MOST_EXAMPLE_NUMBERS = 6000
export const MOST_EXAMPLE_ROUNDS = 100

const between = (low: number, high: number) => v.pipe(v.number(), v.minValue(low), v.maxValue(high))

/** How an example learns. */
export const ExampleTraining = v.strictObject({
  optimizer: ExampleOptimizer,
  learningRate: between(1e-8, 100),
  /** Of `momentum`. */
  momentum: v.optional(between(0, 0.999), 0.9),
  rounds: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST_EXAMPLE_ROUNDS)),
})
export type ExampleTraining = v.InferOutput<typeof ExampleTraining>

/** Numbers that the reader set otherwise; what is absent is as it comes. */
export const ExampleChanges = v.strictObject({
  /** By the names of the inputs. */
  inputs: v.optional(v.record(v.string(), Numbers), {}),
  target: v.optional(v.nullable(Numbers), null),
  /** By the names of the weights. */
  weights: v.optional(v.record(v.string(), Numbers), {}),
})
export type ExampleChanges = v.InferOutput<typeof ExampleChanges>

/** What a layer of the example is; one with an activation stands as two, its sums and what becomes of them. */
export const ExampleLayer = v.strictObject({
  /** Of the model. */
  name: v.string(),
  /** `sum` and `activation` are halves of one layer. */
  part: v.picklist(['whole', 'sum', 'activation']),
  spec: LayerSpec,
  /** What it reads: places of layers, or names of inputs. */
  reads: v.array(v.union([v.number(), v.string()])),
  /** Sizes of its output's axes but the batch, channels last. */
  shape: v.array(v.number()),
})
export type ExampleLayer = v.InferOutput<typeof ExampleLayer>

export const ExampleWeight = v.strictObject({
  /** `hidden/kernel` */
  name: v.string(),
  /** Place of its layer. */
  layer: v.number(),
  shape: v.array(v.number()),
  /** Weight of `Σw²` and of `Σ|w|` in the loss. */
  l1: v.number(),
  l2: v.number(),
  /** Length at most of the weights that reach one unit; 0 for any. */
  maxNorm: v.number(),
  /** False for running statistics, which the layer moves on by itself. */
  isTrained: v.boolean(),
})
export type ExampleWeight = v.InferOutput<typeof ExampleWeight>

/** Losses whose formula is told step by step; others are given as numbers. */
export const EXAMPLE_LOSSES = ['meanSquared', 'binaryCrossEntropy', 'crossEntropy', 'other'] as const

export const ExampleRound = v.strictObject({
  /** With penalties. */
  loss: v.number(),
  /** By layer: its output and the derivative of the loss by it, of one row. */
  outputs: v.array(Numbers),
  outputDerivatives: v.array(Numbers),
  /** What the network answers, behind the last activation. */
  prediction: Numbers,
  /** Of the loss by the prediction; empty where the loss is told from the numbers before the last activation. */
  predictionDerivative: Numbers,
  /** By weight: before the step, the derivative of the loss, after the step. */
  weights: v.array(Numbers),
  derivatives: v.array(Numbers),
  after: v.array(Numbers),
  /** What the optimizer remembers after the step: by slot, by weight. */
  slots: v.array(v.array(Numbers)),
})
export type ExampleRound = v.InferOutput<typeof ExampleRound>

export const Example = v.strictObject({
  inputs: v.array(v.strictObject({ name: v.string(), shape: v.array(v.number()), values: Numbers })),
  /** One number a unit of the output; of classes a one and zeros. */
  target: Numbers,
  layers: v.array(ExampleLayer),
  weights: v.array(ExampleWeight),
  link: v.picklist(['softmax', 'sigmoid', 'tanh', 'linear', 'exp', 'direction']),
  loss: v.picklist(EXAMPLE_LOSSES),
  training: ExampleTraining,
  rounds: v.array(ExampleRound),
})
export type Example = v.InferOutput<typeof Example>
