/** @file The layers of a model, as the user lists them. */
import * as v from 'valibot'

export const ACTIVATIONS = [
  'linear',
  'relu',
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

/** Weight of a penalty: `l1 · Σ|w| + l2 · Σw²` is added to the loss, as Keras does. */
const Penalty = v.pipe(v.number(), v.minValue(0), v.maxValue(1))

/** What a dense and the output layer share. A field that came later has a default, for designs stored before. */
const AFFINE = {
  useBias: v.boolean(),
  initializer: InitializerName,
  /** Deviation of `normal` and `truncatedNormal`, limit of `uniform`, value of `constant`. */
  initialScale: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(10)), 0.05),
  l1: v.optional(Penalty, 0),
  l2: Penalty,
  /** Length at most of the weights that reach one unit; 0 for any. */
  maxNorm: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(100)), 0),
}

/** The numbers of weights that begin as usual and that nothing holds down. */
export const PLAIN_WEIGHTS = { initialScale: 0.05, l1: 0, l2: 0, maxNorm: 0 } as const

export const DenseLayer = v.strictObject({
  kind: v.literal('dense'),
  id: LayerId,
  units: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(16384)),
  activation: ActivationName,
  ...AFFINE,
})

export const DropoutLayer = v.strictObject({
  kind: v.literal('dropout'),
  id: LayerId,
  /** Share of the inputs set to zero while training, 0 to 0.95. */
  rate: v.pipe(v.number(), v.minValue(0), v.maxValue(0.95)),
})

export const ActivationLayer = v.strictObject({
  kind: v.literal('activation'),
  id: LayerId,
  activation: ActivationName,
})

/** The last layer: its units and activation follow from the task (softmax over classes, one sigmoid, one linear). */
export const OutputLayer = v.strictObject({
  kind: v.literal('output'),
  id: LayerId,
  ...AFFINE,
})

/** A layer as the compiler sees it: `repeat` is unrolled before. */
export const LayerSpec = v.variant('kind', [DenseLayer, DropoutLayer, ActivationLayer, OutputLayer])
export type LayerSpec = v.InferOutput<typeof LayerSpec>
export type LayerKind = LayerSpec['kind']

/** Its layers stand `times` times, one after the other. */
export const RepeatLayer = v.strictObject({
  kind: v.literal('repeat'),
  id: LayerId,
  times: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(12)),
  /** `shared`: every copy has the same settings; `each`: a searched setting is searched for every copy on its own. */
  settings: v.picklist(['shared', 'each']),
  layers: v.pipe(
    v.array(v.variant('kind', [DenseLayer, DropoutLayer, ActivationLayer])),
    v.minLength(1),
    v.maxLength(12),
  ),
})
export type RepeatLayer = v.InferOutput<typeof RepeatLayer>

export const DesignLayer = v.variant('kind', [
  DenseLayer,
  DropoutLayer,
  ActivationLayer,
  OutputLayer,
  RepeatLayer,
])
export type DesignLayer = v.InferOutput<typeof DesignLayer>

/** A model ready to compile: a list of layers from the input to the output. */
export const ModelSpec = v.strictObject({ layers: v.array(LayerSpec) })
export type ModelSpec = v.InferOutput<typeof ModelSpec>
