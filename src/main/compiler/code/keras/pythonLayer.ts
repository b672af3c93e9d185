/** @file A layer of Keras's JSON as the Python that makes it. */
import type { Json, KerasLayer } from '../../keras/format'

/** Settings that say what Keras does anyhow. */
const USUAL: Readonly<Record<string, readonly string[]>> = {
  data_format: ['"channels_last"'],
  axis: ['-1'],
  activation: ['"linear"'],
  use_bias: ['true'],
  bias_initializer: ['{"class_name":"Zeros"}'],
  dilation_rate: ['[1]', '[1,1]'],
  strides: ['[1]', '[1,1]'],
  groups: ['1'],
  depth_multiplier: ['1'],
  padding: ['"valid"'],
  scale: ['true'],
  center: ['true'],
  keepdims: ['false'],
  mask_zero: ['false'],
  go_backwards: ['false'],
  return_sequences: ['false'],
  dropout: ['0'],
  recurrent_dropout: ['0'],
  unit_forget_bias: ['true'],
  reset_after: ['true'],
  gain: ['1'],
  mean: ['0'],
  recurrent_activation: ['"sigmoid"'],
  interpolation: ['"nearest"'],
  merge_mode: ['"concat"'],
}

/** `layers.Dense(6, …)`: settings that are usual or nothing are left out. */
export function layerInPython({ className, config }: KerasLayer, name: string): string {
  const settings = Object.entries({ ...config, name })
    // A pool takes steps of its own size, unless it is told otherwise.
    .filter(([key, value]) => !isUsual(key, value) || (key === 'strides' && className.includes('Pool')))
    .map(([key, value]) => `${key}=${valueInPython(value)}`)
  return `layers.${className}(${settings.join(', ')})`
}

export function valueInPython(value: Json): string {
  if (value === null) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') return JSON.stringify(value)
  if (isList(value)) return `[${value.map(valueInPython).join(', ')}]`
  return objectInPython(value)
}

/** `keras.initializers.HeNormal()`, `layers.LSTM(…)`. */
function objectInPython(value: { readonly [key: string]: Json }): string {
  const { module, class_name: className, config } = value
  const settings = Object.entries(isObject(config) ? config : {})
    .filter(([key, item]) => !isUsual(key, item) && key !== 'name')
    .map(([key, item]) => `${key}=${valueInPython(item)}`)
  const home = String(module) === 'keras.layers' ? 'layers' : String(module)
  return `${home}.${String(className)}(${settings.join(', ')})`
}

function isUsual(key: string, value: Json): boolean {
  if (value === null) return true
  const plain = isObject(value) && key === 'bias_initializer' ? { class_name: value['class_name'] } : value
  return USUAL[key]?.includes(JSON.stringify(plain)) ?? false
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}

function isObject(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
