/** @file Layers of tokens and of steps in time. */
import * as v from 'valibot'
import { ActivationName, between, InitializerName, KERNEL, LAYER_BASE, Rate, Units, whole } from './weights'

/** [steps] of token numbers → [steps, units]. */
export const EmbeddingLayer = v.strictObject({
  kind: v.literal('embedding'),
  ...LAYER_BASE,
  /** Different tokens; 0: as many as the data has. */
  vocabulary: v.optional(whole(0, 4_000_000), 0),
  units: Units,
  /** Token 0 is padding, which the layers behind pass over. */
  maskZero: v.optional(v.boolean(), false),
  initializer: v.optional(InitializerName, 'uniform'),
  initialScale: KERNEL.initialScale,
  l2: v.optional(KERNEL.l2, 0),
})

/** A step whose numbers are all equal to `value` is padding, which the layers behind pass over. */
export const MaskingLayer = v.strictObject({
  kind: v.literal('masking'),
  ...LAYER_BASE,
  value: between(-1e6, 1e6),
})

export const DIRECTIONS = ['forward', 'backward', 'both'] as const
/** How the two directions become one. */
export const DIRECTION_MERGES = ['concat', 'sum', 'multiply', 'average'] as const

/** What the recurrent layers share; `initializer` is that of the weights of the inputs. */
const RECURRENT = {
  units: Units,
  activation: ActivationName,
  /** Gives every step instead of the last one. */
  returnSequences: v.boolean(),
  direction: v.optional(v.picklist(DIRECTIONS), 'forward'),
  merge: v.optional(v.picklist(DIRECTION_MERGES), 'concat'),
  recurrentInitializer: v.optional(InitializerName, 'orthogonal'),
  /** Share of the inputs that are dropped, the same ones at every step of a row. */
  rate: v.optional(Rate, 0),
  /** Share of the recurrent state that is dropped, the same numbers at every step of a row (Gal and Ghahramani 2016). */
  recurrentRate: v.optional(Rate, 0),
  ...KERNEL,
}
/** Of the gates. */
const RecurrentActivation = v.optional(ActivationName, 'sigmoid')

/** h ← f(x·W + h·U + b) (Elman 1990). */
export const SimpleRnnLayer = v.strictObject({ kind: v.literal('simpleRnn'), ...LAYER_BASE, ...RECURRENT })

/** Cho et al. 2014. */
export const GruLayer = v.strictObject({
  kind: v.literal('gru'),
  ...LAYER_BASE,
  ...RECURRENT,
  recurrentActivation: RecurrentActivation,
  /** Whether the reset gate acts behind the matrix product, as in cuDNN and Keras, or before it, as in the paper. */
  resetAfter: v.optional(v.boolean(), true),
})

/** Hochreiter and Schmidhuber 1997, with a forget gate (Gers et al. 2000). */
export const LstmLayer = v.strictObject({
  kind: v.literal('lstm'),
  ...LAYER_BASE,
  ...RECURRENT,
  recurrentActivation: RecurrentActivation,
  /** The bias of the forget gate begins at 1 (Jozefowicz et al. 2015). */
  unitForgetBias: v.optional(v.boolean(), true),
})
