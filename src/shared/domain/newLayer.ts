/** @file How a layer of each kind begins when it is added. */
import * as v from 'valibot'
import { type InnerLayer, LayerSpec, type LayerKind } from './modelSpec'

/** A network of ONNX is read from a file. */
export type NewKind = Exclude<LayerKind, 'onnx'>

type LayerInput<K extends LayerKind> = Extract<v.InferInput<typeof LayerSpec>, { kind: K }>

/** What has no default in the schema; the optional rest is as Keras has it. */
type FirstValues = { readonly [K in NewKind]: Omit<LayerInput<K>, 'kind' | 'id' | 'inputs'> }

const KERNEL = { useBias: true, initializer: 'glorotUniform', l2: 0 } as const
const RELU_KERNEL = { activation: 'relu', ...KERNEL, initializer: 'heNormal' } as const
const WINDOW = { kernelSize: 3, padding: 'same' } as const
const RECURRENT = { units: 32, activation: 'tanh', returnSequences: false, ...KERNEL } as const
const STEP_MARGINS = { before: 1, after: 1 } as const
const PICTURE_MARGINS = { top: 1, bottom: 1, left: 1, right: 1 } as const
const HEADS = { heads: 4, keyUnits: 16 } as const

const FIRST_VALUES: FirstValues = {
  input: { source: 'x' },
  dense: { units: 64, ...RELU_KERNEL },
  output: KERNEL,
  activation: { activation: 'relu' },
  leakyRelu: { slope: 0.2 },
  prelu: { isShared: true },
  conv1d: { filters: 32, ...WINDOW, ...RELU_KERNEL },
  conv2d: { filters: 32, ...WINDOW, ...RELU_KERNEL },
  depthwiseConv2d: { ...WINDOW, ...RELU_KERNEL },
  separableConv1d: { filters: 32, ...WINDOW, ...RELU_KERNEL },
  separableConv2d: { filters: 32, ...WINDOW, ...RELU_KERNEL },
  conv2dTranspose: { filters: 32, ...WINDOW, strides: 2, ...RELU_KERNEL },
  maxPool1d: { poolSize: 2 },
  maxPool2d: { poolSize: 2 },
  averagePool1d: { poolSize: 2 },
  averagePool2d: { poolSize: 2 },
  globalMaxPool: {},
  globalAveragePool: {},
  upSample1d: { size: 2 },
  upSample2d: { size: 2 },
  flatten: {},
  reshape: { shape: [-1, 1] },
  permute: { order: [2, 1] },
  repeatVector: { count: 4 },
  cropping1d: STEP_MARGINS,
  cropping2d: PICTURE_MARGINS,
  zeroPadding1d: STEP_MARGINS,
  zeroPadding2d: PICTURE_MARGINS,
  embedding: { units: 16 },
  masking: { value: 0 },
  simpleRnn: RECURRENT,
  gru: RECURRENT,
  lstm: RECURRENT,
  dropout: { rate: 0.2 },
  spatialDropout: { rate: 0.2 },
  gaussianNoise: { deviation: 0.1 },
  batchNorm: { momentum: 0.99, epsilon: 0.001 },
  layerNorm: { epsilon: 0.001 },
  groupNorm: { groups: 4, epsilon: 0.001 },
  multiHeadAttention: HEADS,
  transformerBlock: { ...HEADS, feedForwardUnits: 64, activation: 'relu' },
  positionalEncoding: { method: 'sinusoidal' },
  add: {},
  multiply: {},
  concatenate: {},
}

/** Every kind of layer, in the order in which they are offered. */
export const LAYER_KINDS = Object.keys(FIRST_VALUES) as readonly NewKind[]

/** @param values instead of those that a new layer has. */
export function newLayer<K extends NewKind>(
  kind: K,
  id: string,
  values: Partial<LayerInput<K>> = {},
): Extract<LayerSpec, { kind: K }> {
  return v.parse(LayerSpec, { ...FIRST_VALUES[kind], kind, id, ...values }) as Extract<LayerSpec, { kind: K }>
}

/** Whether a layer may stand in a design: nodes of ONNX stand in a backbone only. */
export function isPlainLayer(layer: LayerSpec): layer is Extract<LayerSpec, { kind: NewKind }> {
  return layer.kind !== 'onnx'
}

/** Whether a layer may stand in a repeated block. */
export function isInnerLayer(layer: { readonly kind: string }): layer is InnerLayer {
  return !['input', 'output', 'repeat', 'backbone', 'onnx'].includes(layer.kind)
}
