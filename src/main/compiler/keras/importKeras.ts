/** @file From a model of Keras, as `to_json` writes it, to layers of Fettle. */
import type { KerasRemark } from '../../../shared/domain/kerasRemark'
import { type InputSpec, MAIN_INPUT } from '../../../shared/domain/modelInput'
import type { LayerSpec } from '../../../shared/domain/modelSpec'
import { checkAxes } from './checkAxes'
import { endWithOutput } from './endWithOutput'
import { readForeignModel, type ForeignNode } from './foreignModel'
import { type ForeignInput, readInputs } from './foreignInputs'
import { KerasIds } from './kerasIds'
import { orderNodes } from './orderNodes'
import { readNode, type ReadNode } from './readNode'

export interface KerasImport {
  /** The last one is the output layer. */
  readonly layers: readonly LayerSpec[]
  /** What the model is fed; a size of 0 is not told by it. */
  readonly inputs: readonly InputSpec[]
  readonly remarks: readonly KerasRemark[]
}

/**
 * Reads models of Keras 3, of Keras 2 and of TensorFlow.js: a list of layers or a graph with one output, without weights.
 * Names become ids in camel case; the last dense layer becomes the output layer, whose units follow from the data.
 * @throws {keras/unreadable} where the text is no such model. @throws {keras/unknown-layer}
 * @throws {keras/unsupported-setting} @throws {keras/shared-layer} @throws {keras/several-outputs} @throws {keras/broken-graph}
 */
export function importKeras(text: string): KerasImport {
  const remarks: KerasRemark[] = []
  const { nodes, end } = readForeignModel(text)
  const ordered = orderNodes(nodes, end)
  const inputs = readInputs(ordered)
  const inner = ordered.filter(({ className }) => className !== 'InputLayer')
  const read = endWithOutput(
    inner.map((node) => readNode(node, remarks)),
    remarks,
  )
  const { layers, inputs: specs } = nameLayers(inputs, read)
  return { layers, inputs: specs, remarks }
}

export interface NamedLayers extends Pick<KerasImport, 'layers' | 'inputs'> {
  /** By their ids, the layers as Keras has them. */
  readonly nodes: ReadonlyMap<string, ForeignNode>
}

/** Gives layers ids and connects them. @throws {keras/unsupported-setting} for an axis that is not the last one */
export function nameLayers(inputs: readonly ForeignInput[], read: readonly ReadNode[]): NamedLayers {
  const named = [...inputs.map(({ node }) => node), ...read.map(({ node }) => node)]
  const ids = new KerasIds(named.map(({ name }) => name))
  const specs = inputs.map(({ node, spec }) => ({
    ...spec,
    name: inputs.length === 1 ? MAIN_INPUT : ids.of(node.name),
  }))
  const layers = connect(
    inputs.map(({ node }) => node),
    read,
    ids,
  )
  checkAxes(read, { layers, inputs: specs })
  return { layers, inputs: specs, nodes: new Map(read.map(({ node }) => [ids.of(node.name), node])) }
}

/** A layer names what it reads where that is not the one before it; the only input needs no layer where only the first layer reads it. */
function connect(inputs: readonly ForeignNode[], read: readonly ReadNode[], ids: KerasIds): LayerSpec[] {
  const [only] = inputs
  const readers = read.filter(({ node }) => only !== undefined && node.reads.includes(only.name))
  const isPlain =
    inputs.length === 0 || (inputs.length === 1 && readers.length === 1 && isFirst(readers, read))
  const sources = isPlain
    ? []
    : inputs.map(({ name }): LayerSpec => {
        const id = ids.of(name)
        return { kind: 'input', id, source: inputs.length === 1 ? MAIN_INPUT : id }
      })
  const layers = [...sources]
  for (const { node, spec } of read) {
    const reads = node.reads.filter((name) => !isPlain || name !== only?.name).map((name) => ids.of(name))
    const isBefore = reads.length === 0 || (reads.length === 1 && reads[0] === layers.at(-1)?.id)
    layers.push({ ...spec, id: ids.of(node.name), ...(isBefore ? {} : { inputs: reads }) })
  }
  return layers
}

function isFirst([reader]: readonly ReadNode[], [first]: readonly ReadNode[]): boolean {
  return reader === first && first?.node.reads.length === 1
}
