/** @file A model of Keras as a flat list of layers and whom they read: read from JSON that anyone may have written. */
import * as v from 'valibot'
import { AppError } from '../../../shared/errors/appError'
import type { ForeignLayer } from './kerasConfig'
import { callSettings, readTensors } from './tensorReferences'

export interface ForeignNode extends ForeignLayer {
  /** Names of layers, in the order in which they are handed over. */
  readonly reads: readonly string[]
  /** Its own name behind those of the models that it stands in: `outer/inner`. */
  readonly path: string
}

export interface ForeignModel {
  readonly nodes: readonly ForeignNode[]
  /** Name of the layer that ends the model. */
  readonly end: string
}

const Settings = v.record(v.string(), v.unknown())
const Layer = v.looseObject({
  class_name: v.string(),
  /** Told by the config in Keras's lists. */
  name: v.optional(v.string()),
  config: v.optional(Settings, {}),
  inbound_nodes: v.optional(v.array(v.unknown()), []),
})
type Layer = v.InferOutput<typeof Layer>

const Layers = v.array(Layer)
const Model = v.looseObject({ class_name: v.string(), config: v.unknown() })
const ListConfig = v.union([
  v.looseObject({ layers: Layers }),
  // Keras before 2.2.
  v.pipe(
    Layers,
    v.transform((layers) => ({ layers })),
  ),
])
const GraphConfig = v.looseObject({
  layers: Layers,
  output_layers: v.array(v.unknown()),
  input_layers: v.optional(v.array(v.unknown()), []),
})

/** Far more than a design may have, few enough to be put in order at once. */
const MOST_NODES = 1000
const GRAPHS = new Set(['Functional', 'Model'])

/** @throws {keras/unreadable} @throws {keras/unknown-layer} @throws {keras/shared-layer} @throws {keras/several-outputs} */
export function readForeignModel(text: string): ForeignModel {
  const { class_name: className, config } = read(Model, findModel(parseText(text)), 'noModel')
  if (className !== 'Sequential' && !GRAPHS.has(className))
    throw new AppError('keras/unreadable', { cause: 'noModel' })
  const model = className === 'Sequential' ? readList(config) : readGraph(config)
  const count = model.nodes.length
  if (count > MOST_NODES) throw new AppError('keras/too-many-layers', { count, limit: MOST_NODES })
  return model
}

function parseText(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new AppError('keras/unreadable', { cause: 'noJson' }, { cause })
  }
}

/** Files of weights wrap what `to_json` gives. */
function findModel(json: unknown): unknown {
  const wrapped = v.safeParse(
    v.looseObject({ modelTopology: v.optional(v.unknown()), model_config: v.optional(v.unknown()) }),
    json,
  )
  const inner = wrapped.success ? (wrapped.output.modelTopology ?? wrapped.output.model_config) : undefined
  return inner === undefined ? json : findModel(inner)
}

function readList(config: unknown): ForeignModel {
  const { layers } = read(ListConfig, config, 'noLayers')
  const nodes = chain(layers, [])
  return { nodes, end: endOf(nodes) }
}

function readGraph(config: unknown): ForeignModel & { readonly inputs: readonly string[] } {
  const { layers, output_layers: outputs, input_layers: inputs } = read(GraphConfig, config, 'noLayers')
  const nodes = layers.flatMap((layer) => {
    const [call, ...others] = layer.inbound_nodes
    if (others.length > 0) throw new AppError('keras/shared-layer', { layer: nameOf(layer) })
    const node = toNode(layer, readTensors(call))
    return expand({ ...node, config: { ...node.config, ...callSettings(call) } })
  })
  const ends = readTensors(outputs)
  const [end, ...others] = ends
  if (end === undefined) throw new AppError('keras/unreadable', { cause: 'noOutput' })
  if (others.length > 0) throw new AppError('keras/several-outputs', { layers: ends.join(', ') })
  return { nodes, end, inputs: readTensors(inputs) }
}

/** Layers one behind the other; the first one may say what it is fed. */
function chain(layers: readonly Layer[], first: readonly string[]): ForeignNode[] {
  const nodes: ForeignNode[] = []
  let before = first
  for (const layer of layers) {
    const shape = layer.config['batch_input_shape']
    if (
      layer.class_name !== 'InputLayer' &&
      nodes.length === 0 &&
      before.length === 0 &&
      Array.isArray(shape)
    ) {
      const name = `${nameOf(layer)}_input`
      const given = { batch_shape: shape as unknown }
      nodes.push({ name, className: 'InputLayer', config: given, reads: [], path: name })
      before = [name]
    }
    const made = expand(toNode(layer, layer.class_name === 'InputLayer' ? [] : before))
    nodes.push(...made)
    before = [endOf(made)]
  }
  return nodes
}

/** A model in the place of a layer: its end bears the name of the whole. */
function expand(node: ForeignNode): ForeignNode[] {
  if (node.className === 'Sequential') return expandList(node)
  return GRAPHS.has(node.className) ? expandGraph(node) : [unwrap(node)]
}

function expandList(node: ForeignNode): ForeignNode[] {
  const { layers } = read(ListConfig, node.config, 'noLayers')
  const inner = layers.filter(({ class_name: className }) => className !== 'InputLayer')
  const made = chain(inner, [])
  // Names in it are its own: none of them can be that of what the whole reads.
  return nestIn(node, { nodes: made, end: endOf(made), inputs: [] })
}

function expandGraph(node: ForeignNode): ForeignNode[] {
  return nestIn(node, readGraph(node.config))
}

interface NestedModel extends ForeignModel {
  /** Names of its input layers, in the order in which they are handed over. */
  readonly inputs: readonly string[]
}

/** Its inputs give way to what the whole reads; where that is nothing, they are those of the whole. */
function nestIn(node: ForeignNode, { nodes, end, inputs }: NestedModel): ForeignNode[] {
  const starts = inputs.length > 0 ? inputs : nodes.flatMap((one) => (isInput(one) ? [one.name] : []))
  const given = new Map(starts.flatMap((name, index) => pairOf(name, node.reads[index])))
  const rename = (name: string): string =>
    given.get(name) ?? (name === end ? node.name : `${node.name}_${name}`)
  const inner = nodes.filter(({ name }) => !given.has(name))
  return inner.map((one, index) => ({
    ...one,
    name: rename(one.name),
    reads: one.reads.length === 0 && index === 0 ? node.reads : one.reads.map(rename),
    path: `${node.path}/${one.path}`,
  }))
}

function pairOf(name: string, read: string | undefined): [string, string][] {
  return read === undefined ? [] : [[name, read]]
}

function isInput({ className }: ForeignNode): boolean {
  return className === 'InputLayer'
}

const Wrapper = v.looseObject({ layer: Layer })
/** What acts on every step alone anyhow. */
const STEPWISE = new Set(['Dense', 'Activation', 'Dropout', 'ReLU', 'LeakyReLU', 'ELU', 'LayerNormalization'])

/** A layer around a layer: the inner one, with what the outer one says among its settings. */
function unwrap(node: ForeignNode): ForeignNode {
  if (node.className !== 'Bidirectional' && node.className !== 'TimeDistributed') return node
  const wrapper = v.safeParse(Wrapper, node.config)
  if (!wrapper.success) throw new AppError('keras/unreadable', { cause: 'noLayers' })
  const { layer, merge_mode: merge } = wrapper.output
  if (node.className === 'Bidirectional') {
    // Keras sets it in every layer that it wraps; it matters at padding only, which nobody looks at.
    const { zero_output_for_mask: _zero, ...config } = layer.config
    return { ...node, className: layer.class_name, config: { ...config, merge_mode: merge ?? 'none' } }
  }
  if (STEPWISE.has(layer.class_name)) return { ...node, className: layer.class_name, config: layer.config }
  throw new AppError('keras/unknown-layer', {
    layer: node.name,
    className: `TimeDistributed(${layer.class_name})`,
  })
}

function toNode(layer: Layer, reads: readonly string[]): ForeignNode {
  const { class_name: className, config } = layer
  const own = className === 'MultiHeadAttention' ? withoutRepetition(reads) : reads
  const name = nameOf(layer)
  return { name, className, config, reads: own, path: name }
}

/** What attention is not given is what it was given before. */
function withoutRepetition(reads: readonly string[]): readonly string[] {
  const last = reads.findLastIndex((name, index) => index === 0 || name !== reads[index - 1])
  return reads.slice(0, last + 1)
}

function nameOf({ name, config, class_name: className }: Layer): string {
  const inner = config['name']
  return name ?? (typeof inner === 'string' ? inner : className)
}

function endOf(nodes: readonly ForeignNode[]): string {
  const end = nodes.at(-1)
  if (!end) throw new AppError('keras/unreadable', { cause: 'noLayers' })
  return end.name
}

function read<T>(schema: v.GenericSchema<unknown, T>, value: unknown, cause: string): T {
  const found = v.safeParse(schema, value)
  if (!found.success) throw new AppError('keras/unreadable', { cause })
  return found.output
}
