/** @file What holds weights down, in Keras's words: regularisers and constraints. */
import * as v from 'valibot'
import { kerasObject, type Json } from './format'
import type { KerasConfig } from './kerasConfig'

export interface Penalties {
  readonly l1: number
  readonly l2: number
  readonly maxNorm: number
}

export function writeRegularizer({ l1, l2 }: Pick<Penalties, 'l1' | 'l2'>): Json {
  return l1 === 0 && l2 === 0 ? null : kerasObject('regularizers', 'L1L2', { l1, l2 })
}

/** @param axes of the weights that reach one unit */
export function writeConstraint({ maxNorm }: Pick<Penalties, 'maxNorm'>, axes: readonly number[]): Json {
  const [only] = axes
  const axis = axes.length === 1 && only !== undefined ? only : axes
  return maxNorm === 0 ? null : kerasObject('constraints', 'MaxNorm', { max_value: maxNorm, axis })
}

const Amount = v.optional(v.nullable(v.number(), 0), 0)
const Regularizer = v.looseObject({
  class_name: v.picklist(['L1', 'L2', 'L1L2']),
  config: v.strictObject({ l1: Amount, l2: Amount }),
})
/** The names of Keras 2, at its usual strength. */
const SHORT = { l1: { l1: 0.01, l2: 0 }, l2: { l1: 0, l2: 0.01 }, l1_l2: { l1: 0.01, l2: 0.01 } } as const

export function readRegularizer(config: KerasConfig, key: string): Pick<Penalties, 'l1' | 'l2'> {
  if (!config.has(key)) return { l1: 0, l2: 0 }
  const read = config.read(key, v.union([Regularizer, v.picklist(['l1', 'l2', 'l1_l2'])]))
  return typeof read === 'string' ? SHORT[read] : read.config
}

const MaxNorm = v.looseObject({
  class_name: v.picklist(['MaxNorm', 'max_norm']),
  config: v.looseObject({
    max_value: v.optional(v.number(), 2),
    axis: v.optional(v.union([v.number(), v.array(v.number())]), 0),
  }),
})

/** @throws {keras/unsupported-setting} for any other constraint, and for other axes than those of the weights that reach a unit. */
export function readConstraint(config: KerasConfig, key: string, axes: readonly number[]): number {
  if (!config.has(key)) return 0
  const { max_value: length, axis } = config.read(key, MaxNorm).config
  return String([axis].flat()) === String(axes) ? length : config.refuse(key)
}
