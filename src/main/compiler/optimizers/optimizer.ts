/** @file What an optimizer is: the state it keeps, its step as a piece of graph, and the numbers of each step. */
import type { OptimizerName, TrainingSpec } from '../../../shared/domain/trainingSpec'
import type { Value } from '../graph/graph'
import type { Emit } from '../ops/op'

/** `sgd` without momentum keeps no state, and looks ahead only if told to: these are rules of their own. */
export type UpdateRule = OptimizerName | 'momentum' | 'nesterov'

/** Numbers that a step is fed; most rules need the first one only. */
export type StepNumberName = 'stepSize' | 'momentum' | 'keep' | 'gradientStep' | 'epsilon' | 'stepEnds'

export interface UpdateContext {
  readonly emit: Emit
  readonly training: TrainingSpec
  readonly parameter: Value
  readonly gradient: Value
  /** One value a slot, of the parameter's shape. */
  readonly slots: readonly Value[]
  readonly stepSize: Value
  /** Any other of the optimizer's numbers. */
  number(name: StepNumberName): Value
}

export interface StepState {
  readonly training: TrainingSpec
  /** Counts from 1. */
  readonly step: number
  /** Of this step, as the schedule has it. */
  readonly learningRate: number
}

export interface StepNumber {
  /** `rate`: it changes only where the learning rate does. */
  readonly changes: 'every step' | 'rate' | 'never'
  readonly at: (state: StepState) => number
}

export interface Optimizer {
  readonly rule: UpdateRule
  /** Names of the tensors kept for each parameter; all start at zero. */
  readonly slots: readonly string[]
  readonly numbers: Readonly<Partial<Record<StepNumberName, StepNumber>> & { stepSize: StepNumber }>
  /** @returns the parameter and its slots after the step. */
  readonly update: (context: UpdateContext) => readonly [Value, ...Value[]]
}

/** The learning rate itself. */
export const LEARNING_RATE: StepNumber = { changes: 'rate', at: ({ learningRate }) => learningRate }

/** What decoupled weight decay leaves of the weights (Loshchilov and Hutter 2019): 1 − ηλ, before the step, as Keras does it. */
export const KEEP: StepNumber = {
  changes: 'rate',
  at: ({ training, learningRate }) => 1 - learningRate * training.weightDecay,
}

export function shrink({ emit, parameter, number }: UpdateContext): Value {
  return emit.op('multiply', [parameter, number('keep')])
}
