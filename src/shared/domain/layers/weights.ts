/** @file What layers that learn have in common: activations, initialisers, and what holds weights down. */
import * as v from 'valibot'

export const ACTIVATIONS = [
  'linear',
  'relu',
  'relu6',
  'leakyRelu',
  'elu',
  'selu',
  'gelu',
  'silu',
  'tanh',
  'sigmoid',
  'softplus',
  'softmax',
] as const
export const ActivationName = v.picklist(ACTIVATIONS)
export type ActivationName = v.InferOutput<typeof ActivationName>

export const INITIALIZERS = [
  'heNormal',
  'heUniform',
  'glorotNormal',
  'glorotUniform',
  'lecunNormal',
  'lecunUniform',
  'orthogonal',
  'normal',
  'truncatedNormal',
  'uniform',
  'constant',
  'zeros',
] as const
export const InitializerName = v.picklist(INITIALIZERS)
export type InitializerName = v.InferOutput<typeof InitializerName>

/** Unique in a model; also the first half of the paths of its settings (`hidden.units`). */
export const LayerId = v.pipe(v.string(), v.regex(/^[a-z][A-Za-z0-9]{0,30}$/))

/** What every layer has. `inputs` are the layers it reads, the one before it where it is absent. */
export const LAYER_BASE = {
  id: LayerId,
  inputs: v.optional(v.pipe(v.array(LayerId), v.minLength(1), v.maxLength(16))),
}

export const between = (low: number, high: number) => v.pipe(v.number(), v.minValue(low), v.maxValue(high))
export const whole = (low: number, high: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(low), v.maxValue(high))

/** Units, filters, heads: what there may be many of. */
export const Units = whole(1, 16384)

/** Share of numbers that are dropped while training. */
export const Rate = between(0, 0.95)

/** Weight of a penalty: `l1 · Σ|w| + l2 · Σw²` is added to the loss, as Keras does. */
const Penalty = between(0, 1)

/** What every layer with a kernel has. A field that came later has a default, for designs stored before. */
export const KERNEL = {
  useBias: v.boolean(),
  initializer: InitializerName,
  /** Deviation of `normal` and `truncatedNormal`, limit of `uniform`, value of `constant`. */
  initialScale: v.optional(between(0, 10), 0.05),
  l1: v.optional(Penalty, 0),
  l2: Penalty,
  /** Length at most of the weights that reach one unit; 0 for any. */
  maxNorm: v.optional(between(0, 100), 0),
}

/** The numbers of weights that begin as usual and that nothing holds down. */
export const PLAIN_WEIGHTS = { initialScale: 0.05, l1: 0, l2: 0, maxNorm: 0 } as const
