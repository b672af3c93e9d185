/** @file A network of ONNX that somebody trained, as nodes that can stand in a model of Fettle, and its weights apart. */
import { AppError } from '../../../shared/errors/appError'
import {
  dropUnread,
  ONNX_OPERATOR_SET,
  type DecodedModel,
  type OnnxGraph,
  type OnnxModel,
  type OnnxNode,
  type OnnxTensor,
} from '../backends/onnx/proto'
import type { Layout } from '../layers/feature'
import { sizeOf } from '../graph/tensorType'
import { findEnd } from './findEnd'
import { inOneOperatorSet } from './inOneOperatorSet'

export interface OnnxNetwork {
  /** One input, one output, small constants, no weights; in `ONNX_OPERATOR_SET`. */
  readonly graph: OnnxGraph
  readonly weights: readonly OnnxTensor[]
  /** Sizes of the axes but the rows, as the network has them. */
  readonly inputShape: readonly number[]
  /** How pictures, and steps with channels, lie in what it reads. */
  readonly layout: Layout
  /** Rows that it was written for; null for any. */
  readonly fixedRows: number | null
  /** Operators at the end that were left out. */
  readonly dropped: readonly string[]
  /** The whole network, for seeing that it means what it meant: outputs are that of `graph`, its own, and what is large on the way. */
  readonly check: OnnxModel
}

/** @throws {backbone/several-inputs} {backbone/onnx-type} {backbone/onnx-size} {backbone/onnx-operator} */
export function readOnnxNetwork(model: DecodedModel, name: string): OnnxNetwork {
  const { graph, operatorSets } = model
  refuseStrange(model)
  const input = readInput(graph, name)
  const [output] = graph.outputs
  if (output?.dataType !== 'float32')
    throw new AppError('backbone/onnx-type', { name: output?.name ?? name, type: output?.dataType ?? '–' })
  const own = { ...graph, inputs: [input.info], outputs: [{ ...output, shape: null }] }
  const plain = freeRows(inOneOperatorSet(own, operatorSets[''] ?? 1), input.fixedRows)
  const { end, dropped } = findEnd(plain, output.name)
  const seen = { ...plain, outputs: [{ ...output, name: end, shape: null }] }
  const { graph: kept } = dropUnread({ graph: seen, operatorSets: {} })
  const weights = kept.initializers.filter((tensor) => isWeight(tensor, kept.nodes))
  const names = new Set(weights.map((tensor) => tensor.name))
  return {
    graph: { ...kept, initializers: kept.initializers.filter((tensor) => !names.has(tensor.name)) },
    weights,
    inputShape: input.shape,
    layout: layoutOf(kept.nodes, input),
    fixedRows: input.fixedRows,
    dropped,
    check: toCheck(plain, end, output.name),
  }
}

function refuseStrange({ graph, operatorSets, untold, hasFunctions }: DecodedModel): void {
  const [strange] = untold
  if (strange) throw new AppError('backbone/onnx-type', { name: strange.name, type: strange.what })
  const own = graph.nodes.filter(({ domain = '' }) => domain !== '')
  if (own.length === 0 && !hasFunctions) return
  throw operatorError(
    own.map(({ domain = '', opType }) => `${domain}.${opType}`),
    operatorSets[''] ?? 1,
  )
}

/** Operators whose results are numbers, and as large as anything in between. */
const LARGE = new Set([
  ...['Conv', 'ConvTranspose', 'Gemm', 'BatchNormalization', 'LayerNormalization', 'Relu', 'LeakyRelu'],
  ...['Sigmoid', 'HardSigmoid', 'HardSwish', 'Tanh', 'Erf', 'Softmax', 'MaxPool', 'AveragePool'],
])

function toCheck(plain: OnnxGraph, end: string, output: string): OnnxModel {
  const large = plain.nodes.flatMap(({ opType, outputs }) => (LARGE.has(opType) ? outputs.slice(0, 1) : []))
  const outputs = [...new Set([end, output, ...large])].map((name) => {
    return { name, dataType: 'float32' as const, shape: null }
  })
  return { graph: { ...plain, outputs }, operatorSets: { '': ONNX_OPERATOR_SET } }
}

/** @returns what is wrong with operators that have no words here. */
export function operatorError(operators: readonly string[], version: number): AppError {
  const names = [...new Set(operators)].slice(0, 5).join(', ')
  return new AppError('backbone/onnx-operator', { operators: names || '–', version })
}

interface ReadInput {
  readonly info: OnnxGraph['inputs'][number]
  readonly shape: readonly number[]
  readonly fixedRows: number | null
}

/** Before set 9 constants were inputs as well. */
function readInput(graph: OnnxGraph, name: string): ReadInput {
  const constants = new Set(graph.initializers.map((tensor) => tensor.name))
  const inputs = graph.inputs.filter((input) => !constants.has(input.name))
  const [info] = inputs
  if (!info || inputs.length > 1) throw new AppError('backbone/several-inputs', { name })
  if (info.dataType !== 'float32')
    throw new AppError('backbone/onnx-type', { name: info.name, type: info.dataType })
  const [rows, ...sizes] = info.shape ?? []
  const shape = sizes.filter((size) => typeof size === 'number')
  if (rows === undefined || shape.length !== sizes.length || sizes.length < 1 || sizes.length > 3)
    throw new AppError('backbone/onnx-size', { name: info.name, shape: formatSizes(info.shape) })
  const fixedRows = typeof rows === 'number' ? rows : null
  return { info: { ...info, shape: ['rows', ...shape] }, shape, fixedRows }
}

function formatSizes(shape: readonly (number | string)[] | null): string {
  return shape === null ? '–' : `[${shape.join(', ')}]`
}

/** What says how many numbers belong to a row holds for any rows where the first size follows, or is copied. */
function freeRows(graph: OnnxGraph, rows: number | null): OnnxGraph {
  if (rows === null) return graph
  const shapes = new Set(
    graph.nodes.flatMap(({ opType, inputs }) => (opType === 'Reshape' ? (inputs[1] ?? []) : [])),
  )
  const initializers = graph.initializers.map((tensor): OnnxTensor => {
    if (!shapes.has(tensor.name) || tensor.dataType !== 'int64') return tensor
    const [first, ...others] = Array.from(tensor.values)
    const open = others.includes(-1) ? 0 : -1
    return first === rows ? { ...tensor, values: [open, ...others] } : tensor
  })
  return { ...graph, initializers }
}

/** Small constants, and those that say how large something becomes, stay with the nodes. */
function isWeight(tensor: OnnxTensor, nodes: readonly OnnxNode[]): boolean {
  if (tensor.dataType !== 'float32' || sizeOf(tensor.shape) < LEAST_WEIGHTS) return false
  return !nodes.some(({ opType, inputs }) => opType === 'Resize' && inputs.indexOf(tensor.name) > 0)
}

const LEAST_WEIGHTS = 8

const SLIDES = new Set(['Conv', 'MaxPool', 'AveragePool', 'BatchNormalization', 'InstanceNormalization'])

/** What first reads the picture tells; else that there are few colours. */
function layoutOf(nodes: readonly OnnxNode[], { info, shape }: ReadInput): Layout {
  if (shape.length === 1) return 'channelsLast'
  const names = new Set([info.name])
  for (const node of nodes) {
    if (!names.has(node.inputs[0] ?? '')) continue
    const told = layoutBy(node, shape.length)
    if (told !== null) return told
    // Colours are often brought to their scale before anything looks at them.
    for (const output of node.outputs) names.add(output)
  }
  const [channels = 0, , last = 0] = shape
  return shape.length === 3 && channels <= MOST_COLOURS && last > MOST_COLOURS
    ? 'channelsFirst'
    : 'channelsLast'
}

const MOST_COLOURS = 4

function layoutBy({ opType, attributes = {} }: OnnxNode, rank: number): Layout | null {
  if (SLIDES.has(opType)) return 'channelsFirst'
  const order = attributes['perm']
  if (opType !== 'Transpose' || order?.kind !== 'ints') return null
  return order.value[1] === rank ? 'channelsLast' : 'channelsFirst'
}
