/** @file What an optimizer is: the state it keeps, its step as a piece of graph, and the size of each step. */
import type { TrainingSpec } from '../../../shared/domain/trainingSpec'
import type { Value } from '../graph/graph'
import type { Emit } from '../ops/op'

/** `sgd` without momentum keeps no state, so it is a rule of its own. */
export type UpdateRule = 'adam' | 'rmsprop' | 'momentum' | 'sgd'

export interface UpdateContext {
  readonly emit: Emit
  readonly parameter: Value
  readonly gradient: Value
  /** One value a slot, of the parameter's shape. */
  readonly slots: readonly Value[]
  readonly stepSize: Value
  /** A number of the run, `momentum` for example. */
  setting(name: 'momentum'): Value
}

export interface Optimizer {
  readonly rule: UpdateRule
  /** Names of the tensors kept for each parameter; all start at zero. */
  readonly slots: readonly string[]
  /** @returns the parameter and its slots after the step. */
  readonly update: (context: UpdateContext) => readonly [Value, ...Value[]]
  /** Whether the step size changes from step to step. */
  readonly isScheduled: boolean
  /** @param step counts from 1. */
  readonly stepSize: (training: Pick<TrainingSpec, 'learningRate'>, step: number) => number
}
