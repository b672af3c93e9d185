/** @file The networks of an example that belong to no data: sizes, activations, and the weights of a published one. */
import * as v from 'valibot'
import type { ExampleChanges, ExampleTraining } from './example'

export const EXAMPLE_ACTIVATIONS = ['sigmoid', 'tanh', 'relu', 'linear'] as const
export const ExampleActivation = v.picklist(EXAMPLE_ACTIVATIONS)

const Size = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(12))

/** Dense layers of so many units, the inputs first and the output last. */
export const FreeExample = v.strictObject({
  sizes: v.pipe(v.array(Size), v.minLength(2), v.maxLength(6)),
  activation: ExampleActivation,
  outputActivation: v.picklist(['sigmoid', 'tanh', 'linear']),
  /** Cross-entropy takes the outputs for shares between 0 and 1, and puts them through a sigmoid. */
  loss: v.picklist(['meanSquared', 'crossEntropy']),
})
export type FreeExample = v.InferOutput<typeof FreeExample>

export interface ExamplePreset {
  readonly network: FreeExample
  readonly changes: ExampleChanges
  readonly training: ExampleTraining
  /** Where its numbers were published. */
  readonly source: string
}

export const EXAMPLE_PRESETS = ['mazur', 'mazur222', 'zhou'] as const
export type ExamplePresetId = (typeof EXAMPLE_PRESETS)[number]

const sigmoids = (sizes: readonly number[]): FreeExample => ({
  sizes: [...sizes],
  activation: 'sigmoid',
  outputActivation: 'sigmoid',
  loss: 'meanSquared',
})
const descent = (learningRate: number): ExampleTraining => ({
  optimizer: 'sgd',
  learningRate,
  momentum: 0.9,
  rounds: 10,
})
const MAZUR_HIDDEN = { 'hidden/kernel': [0.15, 0.25, 0.2, 0.3], 'hidden/bias': [0.35, 0.35] }

/** Kernels are [from, to], row after row. */
export const EXAMPLES: Readonly<Record<ExamplePresetId, ExamplePreset>> = {
  /** The first of the two outputs of the next one. */
  mazur: {
    network: sigmoids([2, 2, 1]),
    changes: {
      inputs: { x: [0.05, 0.1] },
      target: [0.01],
      weights: { ...MAZUR_HIDDEN, 'output/kernel': [0.4, 0.45], 'output/bias': [0.6] },
    },
    training: descent(0.5),
    source: 'Matt Mazur, A Step by Step Backpropagation Example (2015)',
  },
  mazur222: {
    network: sigmoids([2, 2, 2]),
    changes: {
      inputs: { x: [0.05, 0.1] },
      target: [0.01, 0.99],
      weights: { ...MAZUR_HIDDEN, 'output/kernel': [0.4, 0.5, 0.45, 0.55], 'output/bias': [0.6, 0.6] },
    },
    training: descent(0.5),
    source: 'Matt Mazur, A Step by Step Backpropagation Example (2015)',
  },
  zhou: {
    network: sigmoids([2, 2, 1]),
    changes: {
      inputs: { x: [-2, -1] },
      target: [1],
      weights: {
        'hidden/kernel': [1, 1, 1, 1],
        'hidden/bias': [0, 0],
        'output/kernel': [1, 1],
        'output/bias': [0],
      },
    },
    training: descent(0.1),
    source: 'Victor Zhou, Machine Learning for Beginners: An Introduction to Neural Networks (2019)',
  },
}
