/** @file A trained model of Keras as layers with their weights: what a backbone is made of. */
import type { InputSpec } from '../../../shared/domain/modelInput'
import type { LayerSpec } from '../../../shared/domain/modelSpec'
import { newLayer } from '../../../shared/domain/newLayer'
import { AppError } from '../../../shared/errors/appError'
import { planModel, type ModelPlan, type PlannedLayer } from '../compile/modelPlan'
import { sizeOf } from '../graph/tensorType'
import { fromKeras, kerasAxes } from '../layers/kerasLayout'
import { formatShape } from '../layers/misfit'
import type { NamedWeights } from '../backends/onnx/emitPredict'
import { readForeignModel, type ForeignNode } from './foreignModel'
import { readInputs } from './foreignInputs'
import { nameLayers } from './importKeras'
import { orderNodes } from './orderNodes'
import { readNode, type ReadNode } from './readNode'

export interface KerasNetwork {
  readonly layers: readonly LayerSpec[]
  readonly input: InputSpec
  /** Sizes of the axes of what it gives, without the batch. */
  readonly outputShape: readonly number[]
  /** By the names of parameters. */
  readonly weights: NamedWeights
  /** Names in Keras of the layers at the end that were left out. */
  readonly dropped: readonly string[]
}

/**
 * @param text as `to_json` writes it, or a file that wraps it
 * @param tensors by their names in Keras, in its layout and, layer by layer, in its order
 * @throws {keras/*} @throws {backbone/several-inputs} {backbone/weights-differ} {backbone/no-network}
 */
export function importNetwork(text: string, tensors: NamedWeights, name: string): KerasNetwork {
  const { nodes, end } = readForeignModel(text)
  const ordered = orderNodes(nodes, end)
  const inputs = readInputs(ordered)
  const [input] = inputs
  if (input === undefined || inputs.length > 1) throw new AppError('backbone/several-inputs', { name })
  if (input.spec.shape.includes(0)) {
    const details = { layer: input.node.name, setting: 'batch_shape', value: formatShape(input.spec.shape) }
    throw new AppError('keras/unsupported-setting', details)
  }
  const inner = ordered.filter(({ className }) => className !== 'InputLayer')
  const { kept, dropped } = withoutTop(flattenSummary(inner).map((node) => readNode(node, [])))
  const { layers, inputs: specs, nodes: byId } = nameLayers(inputs, kept)
  const plan = planModel({ layers: [...layers, END], inputs: specs, output: { kind: 'number' } })
  const planned = plan.layers.slice(0, -1)
  refuseMisfits(planned)
  const weights = planned.flatMap((layer) => weightsOf(layer, byId.get(layer.spec.id), tensors))
  if (weights.length === 0) throw new AppError('backbone/no-network', { name })
  return {
    layers,
    input: specs[0] ?? { name: 'x', ...input.spec },
    outputShape: planned.at(-1)?.outputShape ?? [],
    weights: new Map(weights),
    dropped: dropped.map(({ node }) => node.name),
  }
}

/** A plan ends somewhere. */
const END = newLayer('flatten', 'end')

function refuseMisfits(layers: ModelPlan['layers']): void {
  const wrong = layers.find(({ misfit }) => misfit !== null)
  if (wrong?.misfit) throw new AppError('model/invalid', { path: wrong.spec.id })
}

/** What becomes the end is a vector, whether or not it kept axes of one place for layers that go (as MobileNet's does). */
function flattenSummary(nodes: readonly ForeignNode[]): readonly ForeignNode[] {
  const last = nodes.at(-1)
  const answer = last?.config['activation']
  const isAnswer = last?.className === 'Softmax' || (typeof answer === 'string' && ANSWERS.has(answer))
  const summary = isAnswer
    ? nodes.findLast(({ className }) => /^Global\w+Pooling/.test(className))
    : undefined
  return nodes.map((node) =>
    node === summary ? { ...node, config: { ...node.config, keepdims: false } } : node,
  )
}

const ANSWERS = new Set(['softmax', 'sigmoid'])
const SUMMARIES = new Set(['globalAveragePool', 'globalMaxPool', 'flatten'])

/** What tells the classes that a network was trained for goes, back to where places became one vector. */
function withoutTop(read: readonly ReadNode[]): { kept: readonly ReadNode[]; dropped: readonly ReadNode[] } {
  const last = read.at(-1)?.spec
  const isAnswer = last !== undefined && 'activation' in last && ANSWERS.has(last.activation)
  if (!isAnswer || read.length < 2) return { kept: read, dropped: [] }
  const summary = read.findLastIndex(({ spec }) => SUMMARIES.has(spec.kind))
  const behindDense = read.findLastIndex(({ spec }) => spec.kind === 'dense') - 1
  const end = summary >= 0 ? summary : behindDense
  return end < 0
    ? { kept: read, dropped: [] }
    : { kept: read.slice(0, end + 1), dropped: read.slice(end + 1) }
}

/** Names of Keras's tensors, by those of parameters; the rest are told by their order. */
const TENSOR_NAMES: Readonly<Record<string, readonly string[]>> = {
  kernel: ['kernel', 'depthwise_kernel', 'embeddings'],
  depthwiseKernel: ['depthwise_kernel'],
  pointwiseKernel: ['pointwise_kernel'],
  recurrentKernel: ['recurrent_kernel'],
  bias: ['bias'],
  scale: ['gamma'],
  center: ['beta'],
  mean: ['moving_mean'],
  variance: ['moving_variance'],
  alpha: ['alpha'],
}

type Tensor = NamedWeights extends ReadonlyMap<string, infer Value> ? Value : never

function weightsOf(
  { spec, parameters }: PlannedLayer,
  node: ForeignNode | undefined,
  tensors: NamedWeights,
): [string, Tensor][] {
  if (parameters.length === 0 || node === undefined) return []
  const own = tensorsOf(node, tensors)
  return parameters.map(({ name, shape }, index) => {
    const tensor = name.slice(spec.id.length + 1)
    const named = own.find(([key]) => TENSOR_NAMES[tensor]?.includes(lastPart(key)))
    const found = (named ?? (own.length === parameters.length ? own[index] : undefined))?.[1]
    const isAlike = found !== undefined && found.values.length === sizeOf(shape)
    if (!isAlike) {
      const given = found === undefined ? '–' : formatShape(found.shape)
      throw new AppError('backbone/weights-differ', {
        ...{ layer: node.name, expected: formatShape(shape), found: given },
      })
    }
    const axes = kerasAxes(spec.kind, tensor)
    const values = axes === null ? found.values : fromKeras(found.values, found.shape, axes)
    return [name, { shape, values }]
  })
}

/**
 * `conv1/kernel:0`, `conv1/conv1/kernel` and `model/conv1/kernel` are of the layer `conv1`. Of a layer in a model within the
 * model, Keras 2 tells the path in its own files and the name alone elsewhere.
 */
function tensorsOf({ path }: ForeignNode, tensors: NamedWeights): [string, Tensor][] {
  const name = path.slice(path.lastIndexOf('/') + 1)
  for (const layer of new Set([path, name])) {
    const all = [...tensors]
    const first = all.filter(([tensor]) => tensor.startsWith(`${layer}/`))
    const own = first.length > 0 ? first : all.filter(([tensor]) => tensor.includes(`/${layer}/`))
    if (own.length > 0) return own
  }
  return []
}

function lastPart(tensor: string): string {
  return (tensor.split('/').at(-1) ?? '').replace(/:\d+$/, '')
}
