/** @file Activations in Keras's words: a name, a function or a layer. */
import * as v from 'valibot'
import type { ActivationName } from '../../../shared/domain/modelSpec'
import type { KerasConfig } from './kerasConfig'

const NAMES: Readonly<Record<ActivationName, string>> = {
  linear: 'linear',
  relu: 'relu',
  relu6: 'relu6',
  leakyRelu: 'leaky_relu',
  elu: 'elu',
  selu: 'selu',
  gelu: 'gelu',
  silu: 'silu',
  tanh: 'tanh',
  sigmoid: 'sigmoid',
  softplus: 'softplus',
  softmax: 'softmax',
}

export function writeActivation(name: ActivationName): string {
  return NAMES[name]
}

const BY_NAME = new Map<string, ActivationName>([
  ...Object.entries(NAMES).map(([ours, theirs]) => [theirs, ours as ActivationName] as const),
  ['swish', 'silu'],
])

/** Layers that are a plain activation at these settings, the first of which is the usual one. */
const LAYERS: Readonly<
  Record<string, { name: ActivationName; settings: Readonly<Record<string, readonly unknown[]>> }>
> = {
  ReLU: { name: 'relu', settings: { max_value: [null], negative_slope: [0], threshold: [0] } },
  LeakyReLU: { name: 'leakyRelu', settings: { negative_slope: [0.2], alpha: [0.2] } },
  ELU: { name: 'elu', settings: { alpha: [1] } },
  Softmax: { name: 'softmax', settings: { axis: [-1] } },
}

const AsObject = v.looseObject({
  class_name: v.string(),
  config: v.union([v.string(), v.looseObject({ activation: v.optional(v.string()) })]),
})
const Activation = v.union([v.string(), AsObject])

/** @throws {keras/unsupported-setting} for a function that Fettle has not. */
export function readActivation(
  config: KerasConfig,
  key = 'activation',
  fallback: ActivationName = 'linear',
): ActivationName {
  if (!config.has(key)) return config.layer.config[key] === null ? 'linear' : fallback
  const read = config.read(key, Activation)
  const found = typeof read === 'string' ? BY_NAME.get(read) : readObject(read)
  return found ?? config.refuse(key)
}

function readObject({
  class_name: className,
  config,
}: v.InferOutput<typeof AsObject>): ActivationName | null {
  if (typeof config === 'string') return BY_NAME.get(config) ?? null
  const layer = LAYERS[className]
  if (!layer) return className === 'Activation' ? (BY_NAME.get(config.activation ?? '') ?? null) : null
  const isPlain = Object.entries(layer.settings).every(
    ([key, allowed]) => config[key] === undefined || allowed.includes(config[key]),
  )
  return isPlain ? layer.name : null
}
