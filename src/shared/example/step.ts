/** @file What a step of a worked example is: a few lines of a formula with its numbers, and what of the network it is about. */
import type { Formula } from '../formula'

export const STEP_PHASES = ['forward', 'loss', 'backward', 'update'] as const
export type StepPhase = (typeof STEP_PHASES)[number]

/** What is worked out in a step; each has its words in every language. */
export const STEP_KINDS = [
  'sums',
  'activation',
  'convolution',
  'pooling',
  'recurrence',
  'rearranged',
  'layer',
  'prediction',
  'loss',
  'predictionDerivative',
  'outputDerivative',
  'weightDerivative',
  'weightUpdate',
] as const
export type StepKind = (typeof STEP_KINDS)[number]

/** `left = formula = numbers = value`. */
export interface StepLine {
  readonly left: Formula
  readonly formula: Formula
  /** The same with numbers; null where there are too many. */
  readonly numbers: Formula | null
  readonly value: number
}

/** Numbers of a tensor that belong to the step. */
export interface StepTensor {
  readonly of: 'output' | 'outputDerivative' | 'derivative' | 'after'
  /** Place of the layer or the weight. */
  readonly index: number
}

export interface ExampleStep {
  readonly phase: StepPhase
  readonly kind: StepKind
  /** Name of the layer in the model; empty for the whole network. */
  readonly layer: string
  /** Place of the layer. */
  readonly place: number
  /** From 0: the unit, where it is about one. */
  readonly unit: number | null
  readonly lines: readonly StepLine[]
  /** Lines of the same kind that are not shown. */
  readonly further: number
  readonly tensor: StepTensor | null
}
