/** @file Layers in which every step looks at the others (Vaswani et al. 2017). */
import * as v from 'valibot'
import { ActivationName, InitializerName, LAYER_BASE, Rate, Units, whole } from './weights'

const HEADS = {
  heads: whole(1, 64),
  /** Size of the queries and keys of a head, and of its values. */
  keyUnits: Units,
  /** Share of the attention, and in a block of its outputs, that is dropped while training. */
  rate: v.optional(Rate, 0),
  /** A step sees itself and those before it. */
  isCausal: v.optional(v.boolean(), false),
  initializer: v.optional(InitializerName, 'glorotUniform'),
}

/** [steps, channels] → the same. One input attends to itself; two are queries and values; three are queries, values and keys. */
export const MultiHeadAttentionLayer = v.strictObject({
  kind: v.literal('multiHeadAttention'),
  ...LAYER_BASE,
  ...HEADS,
  useBias: v.optional(v.boolean(), true),
})

/** Attention and a network of two dense layers, each with a residual and a layer normalisation. */
export const TransformerBlockLayer = v.strictObject({
  kind: v.literal('transformerBlock'),
  ...LAYER_BASE,
  ...HEADS,
  feedForwardUnits: Units,
  activation: ActivationName,
  /** Normalises before attention and network (Xiong et al. 2020) instead of behind the sums. */
  normFirst: v.optional(v.boolean(), true),
})

export const ENCODINGS = ['sinusoidal', 'learnt'] as const

/** Adds where a step stands to what it holds. */
export const PositionalEncodingLayer = v.strictObject({
  kind: v.literal('positionalEncoding'),
  ...LAYER_BASE,
  method: v.picklist(ENCODINGS),
})
