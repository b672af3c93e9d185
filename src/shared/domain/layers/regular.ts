/** @file Layers that keep a network from learning by heart, or its numbers in bounds. */
import * as v from 'valibot'
import { between, LAYER_BASE, Rate, Units } from './weights'

export const DropoutLayer = v.strictObject({
  kind: v.literal('dropout'),
  ...LAYER_BASE,
  /** Share of the inputs set to zero while training, 0 to 0.95. */
  rate: Rate,
})

/** Drops whole channels (Tompson et al. 2015). */
export const SpatialDropoutLayer = v.strictObject({
  kind: v.literal('spatialDropout'),
  ...LAYER_BASE,
  rate: Rate,
})

/** Adds noise while training. */
export const GaussianNoiseLayer = v.strictObject({
  kind: v.literal('gaussianNoise'),
  ...LAYER_BASE,
  /** Standard deviation. */
  deviation: between(0, 10),
})

/** What the normalising layers share: they learn a factor and a summand a channel. */
const NORMALIZATION = {
  /** Added to the variance. */
  epsilon: between(1e-9, 1),
  scale: v.optional(v.boolean(), true),
  center: v.optional(v.boolean(), true),
}

/** Ioffe and Szegedy 2015; predicts with running statistics. */
export const BatchNormLayer = v.strictObject({
  kind: v.literal('batchNorm'),
  ...LAYER_BASE,
  /** What a step keeps of the running statistics. */
  momentum: between(0, 0.9999),
  ...NORMALIZATION,
})

/** Over the last axis (Ba et al. 2016). */
export const LayerNormLayer = v.strictObject({
  kind: v.literal('layerNorm'),
  ...LAYER_BASE,
  ...NORMALIZATION,
})

/** Over groups of channels, and all places (Wu and He 2018). */
export const GroupNormLayer = v.strictObject({
  kind: v.literal('groupNorm'),
  ...LAYER_BASE,
  groups: Units,
  ...NORMALIZATION,
})
