/** @file The layers of a model and how they connect: a list, or a directed acyclic graph of which a list is the short form. */
import * as v from 'valibot'
import * as layers from './layers'

export { ActivationName, ACTIVATIONS, InitializerName, INITIALIZERS, LayerId, PLAIN_WEIGHTS } from './layers'

/** Layers that may stand anywhere, also in a repeated block. */
const INNER_LAYERS = [
  layers.DenseLayer,
  layers.ActivationLayer,
  layers.LeakyReluLayer,
  layers.PreluLayer,
  layers.Conv1dLayer,
  layers.Conv2dLayer,
  layers.DepthwiseConv2dLayer,
  layers.SeparableConv1dLayer,
  layers.SeparableConv2dLayer,
  layers.Conv2dTransposeLayer,
  layers.MaxPool1dLayer,
  layers.MaxPool2dLayer,
  layers.AveragePool1dLayer,
  layers.AveragePool2dLayer,
  layers.GlobalMaxPoolLayer,
  layers.GlobalAveragePoolLayer,
  layers.UpSample1dLayer,
  layers.UpSample2dLayer,
  layers.FlattenLayer,
  layers.ReshapeLayer,
  layers.PermuteLayer,
  layers.RepeatVectorLayer,
  layers.Cropping1dLayer,
  layers.Cropping2dLayer,
  layers.ZeroPadding1dLayer,
  layers.ZeroPadding2dLayer,
  layers.EmbeddingLayer,
  layers.MaskingLayer,
  layers.SimpleRnnLayer,
  layers.GruLayer,
  layers.LstmLayer,
  layers.DropoutLayer,
  layers.SpatialDropoutLayer,
  layers.GaussianNoiseLayer,
  layers.BatchNormLayer,
  layers.LayerNormLayer,
  layers.GroupNormLayer,
  layers.MultiHeadAttentionLayer,
  layers.TransformerBlockLayer,
  layers.PositionalEncodingLayer,
  layers.AddLayer,
  layers.MultiplyLayer,
  layers.ConcatenateLayer,
] as const

export const InnerLayer = v.variant('kind', INNER_LAYERS)
export type InnerLayer = v.InferOutput<typeof InnerLayer>

/** A layer as the compiler sees it: `repeat` and `backbone` are unrolled before. */
export const LayerSpec = v.variant('kind', [
  ...INNER_LAYERS,
  layers.InputLayer,
  layers.OutputLayer,
  layers.OnnxLayer,
])
export type LayerSpec = v.InferOutput<typeof LayerSpec>
export type LayerKind = LayerSpec['kind']

/** What a block puts beside its layers: nothing, their input added to what they make, or both side by side. */
export const SKIPS = ['none', 'add', 'concatenate'] as const
export const Skip = v.picklist(SKIPS)
export type Skip = v.InferOutput<typeof Skip>

/** A repeat holds no more layers, and stands no more often. */
export const MOST_INNER = 12

/** Its layers stand `times` times, one after the other; or one of them, where it is a choice. */
export const RepeatLayer = v.strictObject({
  kind: v.literal('repeat'),
  id: layers.LayerId,
  times: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(12)),
  /** `shared`: every copy has the same settings; `each`: a searched setting is searched for every copy on its own. */
  settings: v.picklist(['shared', 'each']),
  /** `one`: of its layers, which are alternatives, only that of the number `pick` stands. Absent: all. */
  takes: v.optional(v.picklist(['all', 'one'])),
  /** From 1; 0 for none of them. Absent: the first. */
  pick: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MOST_INNER))),
  /** Absent: none. */
  skip: v.optional(Skip),
  layers: v.pipe(v.array(InnerLayer), v.minLength(1), v.maxLength(12)),
})
export type RepeatLayer = v.InferOutput<typeof RepeatLayer>

/** What is absent in a repeat. */
export const REPEAT_DEFAULTS = { takes: 'all', pick: 1, skip: 'none' } as const

/** A trained network in the place of a layer; the first of its layers reads what the backbone reads. */
export const BackboneLayer = v.strictObject({
  ...layers.BACKBONE,
  layers: v.pipe(
    v.array(v.variant('kind', [...INNER_LAYERS, layers.InputLayer, layers.OnnxLayer])),
    v.maxLength(layers.MOST_BACKBONE_LAYERS),
  ),
})
export type BackboneLayer = v.InferOutput<typeof BackboneLayer>

export const DesignLayer = v.variant('kind', [
  ...INNER_LAYERS,
  layers.InputLayer,
  layers.OutputLayer,
  RepeatLayer,
  BackboneLayer,
])
export type DesignLayer = v.InferOutput<typeof DesignLayer>

/** Layers of a model that begin with weights of a file. */
export const PlacedBackbone = v.strictObject({
  /** Of the design's layer. */
  id: layers.LayerId,
  weights: layers.Sha256,
  /** What it reads has to have these channels, and the weights so many numbers. */
  inputShape: v.array(v.number()),
  /** Null for a part of one. */
  weightCount: v.nullable(v.number()),
  /** In their order. */
  layers: v.array(
    v.strictObject({
      id: layers.LayerId,
      /** Its name in the file. */
      from: v.string(),
      /** Keeps its weights, statistics included, and has neither gradient nor noise. */
      isFrozen: v.boolean(),
    }),
  ),
  rateShare: v.number(),
  keepsStatistics: v.boolean(),
  /** A batch normalisation in front of them with these statistics, one a channel; never trained. */
  scaling: v.nullable(
    v.strictObject({ layer: layers.LayerId, mean: v.array(v.number()), variance: v.array(v.number()) }),
  ),
})
export type PlacedBackbone = v.InferOutput<typeof PlacedBackbone>

/**
 * A model ready to compile. A layer reads the layers it names in `inputs`, which stand before it; without names it reads the
 * layer before it, and the first one the first input of the data.
 */
export const ModelSpec = v.strictObject({
  layers: v.array(LayerSpec),
  /** The second network of adversarial training, which tells real rows from those that `layers` make. */
  discriminator: v.optional(v.array(LayerSpec)),
  /** Of `layers`: which of them were trained before. */
  backbones: v.optional(v.array(PlacedBackbone)),
})
export type ModelSpec = v.InferOutput<typeof ModelSpec>
