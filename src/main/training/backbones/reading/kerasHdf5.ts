/** @file Weights of Keras in HDF5, by the names under which `importNetwork` looks for them. */
import * as v from 'valibot'
import { AppError } from '../../../../shared/errors/appError'
import type { Weights } from '../../types'
import type { Hdf5Group } from './hdf5'

/** Text of a whole model, as `model.save('….h5')` writes it. @returns null for a file of weights alone */
export function modelTextOf(root: Hdf5Group): string | null {
  return root.text('model_config')
}

/**
 * @param text of the model, whose layers say in Keras 3 which weights are whose
 * @throws {keras/unreadable}
 */
export function readKerasHdf5(root: Hdf5Group, text: string): Weights {
  const legacy = root.group('model_weights') ?? root
  if (legacy.texts('layer_names').length > 0) return new Map(readLegacy(legacy))
  const model = v.safeParse(Model, parse(text))
  if (!model.success) throw new AppError('keras/unreadable', { cause: 'noModel' })
  return new Map(readModel(root, model.output, ''))
}

type Found = [string, { readonly shape: readonly number[]; readonly values: Float32Array }]

/** Keras 2, and Keras 3 under `.h5`: `<layer>/<name of the weight>`, in the order of an attribute. */
function readLegacy(root: Hdf5Group): Found[] {
  return root.texts('layer_names').flatMap((layer) => {
    const group = root.group(layer)
    return (group?.texts('weight_names') ?? []).flatMap((name): Found[] => {
      const found = group?.array(name)
      return found ? [[`${layer}/${name}`, found]] : []
    })
  })
}

const Named = v.looseObject({ name: v.optional(v.string()) })
const Layer = v.looseObject({
  class_name: v.string(),
  name: v.optional(v.string()),
  config: v.optional(Named, {}),
})
const Model = v.looseObject({ config: v.looseObject({ layers: v.array(Layer) }) })
type Model = v.InferOutput<typeof Model>

/**
 * Keras 3 calls the groups of layers by their classes, counted in the order of the model: `layers/dense_1/vars/0`
 * (`keras/src/saving/saving_lib.py`, `_save_container_state`).
 */
function readModel(group: Hdf5Group, { config: { layers } }: Model, prefix: string): Found[] {
  const places = group.group('layers') ?? group.group('_layer_checkpoint_dependencies')
  if (places === null) return []
  const counts = new Map<string, number>()
  return layers.flatMap((layer) => {
    const kind = toSnakeCase(layer.class_name)
    const count = counts.get(kind) ?? 0
    counts.set(kind, count + 1)
    const name = layer.name ?? layer.config.name ?? layer.class_name
    const own = places.group(count === 0 ? kind : `${kind}_${count}`) ?? places.group(name)
    if (own === null) return []
    const path = prefix + name
    const inner = v.safeParse(Model, layer)
    if (inner.success) return readModel(own, inner.output, `${path}/`)
    return variablesOf(own).map((found, index): Found => [`${path}/${index}`, found])
  })
}

/** Parts of a layer that have weights, in the order in which the layer counts them. */
const PARTS = [
  ...['query_dense', 'key_dense', 'value_dense', 'output_dense'],
  ...['forward_layer', 'backward_layer', 'cell', 'layer'],
]

function variablesOf(group: Hdf5Group): Found[1][] {
  const own = group.group('vars')
  const names = [...(own?.names() ?? [])].sort((a, b) => Number(a) - Number(b))
  const first = names.flatMap((name) => own?.array(name) ?? [])
  const parts = PARTS.flatMap((part) => {
    const inner = group.group(part)
    return inner === null ? [] : variablesOf(inner)
  })
  return [...first, ...parts]
}

/** As Keras does it (`keras/src/utils/naming.py`). */
function toSnakeCase(name: string): string {
  return name
    .replaceAll(/\W+/g, '')
    .replaceAll(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replaceAll(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new AppError('keras/unreadable', { cause: 'noJson' }, { cause })
  }
}
