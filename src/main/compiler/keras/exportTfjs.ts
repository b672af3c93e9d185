/** @file A trained network as a layers model of TensorFlow.js: `model.json` and shards of weights. */
import { AppError } from '../../../shared/errors/appError'
import type { NamedWeights } from '../backends/onnx/emitPredict'
import type { ModelRequest } from '../compile/modelPlan'
import { exportKeras } from './exportKeras'
import type { Json } from './format'
import { type KerasTensor, toKerasTensors } from './kerasWeights'

export interface TfjsModel {
  /** What becomes `model.json`. */
  readonly json: { readonly [key: string]: Json }
  /** Files beside it, at most 4 MiB each, in the order of the manifest. */
  readonly shards: readonly { readonly path: string; readonly bytes: Uint8Array }[]
}

/** Layers that TensorFlow.js 4 has; what only acts in training is written as the dropout that it has. */
const CLASSES: ReadonlySet<string> = new Set([
  ...['Activation', 'Add', 'AveragePooling1D', 'AveragePooling2D', 'BatchNormalization', 'Bidirectional'],
  ...['Concatenate', 'Conv1D', 'Conv2D', 'Conv2DTranspose', 'Cropping2D', 'Dense', 'DepthwiseConv2D'],
  ...['Dropout', 'ELU', 'Embedding', 'Flatten', 'GaussianNoise', 'GlobalAveragePooling1D'],
  ...['GlobalAveragePooling2D', 'GlobalMaxPooling1D', 'GlobalMaxPooling2D', 'GRU', 'InputLayer'],
  ...['LayerNormalization', 'LeakyReLU', 'LSTM', 'Masking', 'MaxPooling1D', 'MaxPooling2D', 'Multiply'],
  ...['Permute', 'PReLU', 'ReLU', 'RepeatVector', 'Reshape', 'SeparableConv2D', 'SimpleRNN', 'Softmax'],
  ...['UpSampling2D', 'ZeroPadding2D'],
])
const ONLY_IN_TRAINING: ReadonlySet<string> = new Set(['SpatialDropout1D', 'SpatialDropout2D'])
const SHARD_BYTES = 4 * 2 ** 20
const FLOAT_BYTES = 4

/**
 * The network alone: it reads prepared features and puts out what the last layer puts out.
 * @returns equal requests give equal bytes.
 * @throws {export/not-in-tfjs} for a layer, or a setting of one, that TensorFlow.js has not. {keras/not-exportable}
 */
export function exportTfjs(model: ModelRequest, weights: NamedWeights): TfjsModel {
  const keras = objectOf(exportKeras(model))
  const { layers, input_layers: inputs, output_layers: outputs } = objectOf(keras['config'])
  const topology = {
    class_name: 'Model',
    config: {
      name: 'fettle',
      layers: listOf(layers).map((layer) => toLayer(objectOf(layer))),
      input_layers: placesOf(inputs),
      output_layers: placesOf(outputs),
    },
  }
  const classes = new Map(
    topology.config.layers.map(({ name, class_name: className }) => [name, className] as const),
  )
  const tensors = Object.entries(toKerasTensors(model, weights)).flatMap(([layer, own]) =>
    own.map((tensor) => ({ ...tensor, name: weightName(layer, classes.get(layer), tensor) })),
  )
  const shards = toShards(tensors)
  return {
    json: {
      format: 'layers-model',
      generatedBy: 'Fettle',
      convertedBy: null,
      modelTopology: { keras_version: '2.15.0', backend: 'tensorflow', model_config: topology },
      weightsManifest: [
        {
          paths: shards.map(({ path }) => path),
          weights: tensors.map(({ name, shape }) => ({ name, shape, dtype: 'float32' })),
        },
      ],
    },
    shards,
  }
}

type Settings = Readonly<Record<string, Json>>

function toLayer(layer: Settings): Settings & { readonly name: string; readonly class_name: string } {
  const name = String(layer['name'])
  const kind = String(layer['class_name'])
  if (ONLY_IN_TRAINING.has(kind)) {
    const { rate = 0 } = objectOf(layer['config'])
    return { name, class_name: 'Dropout', config: { name, rate }, inbound_nodes: nodesOf(layer, name) }
  }
  if (!CLASSES.has(kind)) throw new AppError('export/not-in-tfjs', { layer: name, kind })
  const config = objectOf(toTfjsWords(layer['config'] ?? {}))
  refuseSettings(name, kind, config)
  const { batch_shape: batchShape, ...rest } = kind === 'Bidirectional' ? withInnerName(config, name) : config
  const settings = batchShape === undefined ? rest : { ...rest, batch_input_shape: batchShape, sparse: false }
  return { name, class_name: kind, config: settings, inbound_nodes: nodesOf(layer, name) }
}

/** Each direction is named after the inner layer, and its weights after it. */
function withInnerName(config: Settings, name: string): Settings {
  const layer = objectOf(config['layer'])
  return { ...config, layer: { ...layer, config: { ...objectOf(layer['config']), name } } }
}

/** Activations that both have and compute alike; what Keras 3 calls `hard_sigmoid` is another one there. */
const ACTIVATIONS: ReadonlySet<Json | undefined> = new Set([
  ...[undefined, null, 'linear', 'relu', 'sigmoid', 'softmax', 'tanh', 'elu', 'selu', 'softplus'],
  ...['softsign', 'relu6', 'swish', 'gelu', 'mish'],
])

/** Settings that TensorFlow.js lacks, or means otherwise: gates reset after the product, corners of enlarged pictures. */
function refuseSettings(layer: string, kind: string, config: Settings): void {
  const inner = kind === 'Bidirectional' ? objectOf(objectOf(config['layer'])['config']) : config
  const isSmooth = inner['interpolation'] !== undefined && inner['interpolation'] !== 'nearest'
  const odd = [
    inner['reset_after'] === true ? 'reset_after' : [],
    isSmooth ? `interpolation ${String(inner['interpolation'])}` : [],
    [inner['activation'], inner['recurrent_activation']]
      .filter((name) => !ACTIVATIONS.has(name))
      .map((name) => (typeof name === 'string' ? name : String(objectOf(name)['class_name']))),
  ].flat()
  if (odd[0] !== undefined) throw new AppError('export/not-in-tfjs', { layer, kind: odd[0] })
}

/** Objects without the module that only Keras 3 names; without constraints, which would change weights as they are loaded. */
function toTfjsWords(value: Json): Json {
  if (isList(value)) return value.map(toTfjsWords)
  if (value === null || typeof value !== 'object') return value
  const isObject = 'class_name' in value && 'module' in value
  const kept = isObject ? { class_name: value['class_name'] ?? '', config: value['config'] ?? {} } : value
  return Object.fromEntries(
    Object.entries(kept)
      .filter(([key]) => !key.endsWith('_constraint'))
      .map(([key, inner]) => [key, inner === 'silu' ? 'swish' : toTfjsWords(inner as Json)] as const),
  )
}

function nodesOf(layer: Settings, name: string): Json {
  return listOf(layer['inbound_nodes']).map((node) => {
    const { args = [], kwargs = {} } = objectOf(node)
    if (Object.keys(objectOf(kwargs)).length > 0)
      throw new AppError('export/not-in-tfjs', {
        layer: name,
        kind: Object.keys(objectOf(kwargs)).join(', '),
      })
    return historiesOf(args).map((history) => [...history, {}])
  })
}

function historiesOf(value: Json): (readonly Json[])[] {
  if (isList(value)) return value.flatMap(historiesOf)
  const { keras_history: history } = objectOf(objectOf(value)['config'])
  return history === undefined ? [] : [listOf(history)]
}

/** One place stands alone in Keras 3. */
function placesOf(places: Json | undefined): Json {
  const list = listOf(places)
  return typeof list[0] === 'string' ? [list] : list
}

/** As TensorFlow.js names them while it builds the layer: by the scopes that are open. */
function weightName(layer: string, kind: string | undefined, { name }: KerasTensor): string {
  const words = name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
  if (kind === 'Embedding') return `${layer}/embeddings`
  if (kind === 'DepthwiseConv2D' && words === 'kernel') return `${layer}/depthwise_kernel`
  if (kind !== 'Bidirectional') return `${layer}/${TFJS_NAMES[words] ?? words}`
  const isBackward = words.startsWith('backward_')
  const direction = isBackward ? 'backward' : 'forward'
  return `${layer}/${direction}_${layer}/${isBackward ? words.slice('backward_'.length) : words}`
}

/** Tensors that bear another name there. */
const TFJS_NAMES: Readonly<Record<string, string>> = {
  scale: 'gamma',
  center: 'beta',
  mean: 'moving_mean',
  variance: 'moving_variance',
}

function toShards(tensors: readonly KerasTensor[]): { path: string; bytes: Uint8Array }[] {
  const size = tensors.reduce((sum, { values }) => sum + values.length * FLOAT_BYTES, 0)
  const all = new Uint8Array(size)
  let at = 0
  for (const { values } of tensors) {
    all.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), at)
    at += values.byteLength
  }
  const count = Math.max(1, Math.ceil(size / SHARD_BYTES))
  return Array.from({ length: count }, (_, index) => ({
    path: `group1-shard${index + 1}of${count}.bin`,
    bytes: all.slice(index * SHARD_BYTES, (index + 1) * SHARD_BYTES),
  }))
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value)
}

function listOf(value: Json | undefined): readonly Json[] {
  return isList(value) ? value : []
}

function objectOf(value: Json | undefined): Settings {
  return value !== null && typeof value === 'object' && !isList(value) ? value : {}
}
