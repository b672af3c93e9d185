/** @file Weights kept as whole numbers and used as they were: a quarter of the size, at the speed of before. */
import { attribute, type OnnxNode, type OnnxTensor } from '../backends/onnx/proto'
import { type FloatTensor, isFloat, LEAST_WEIGHTS, NodeList, type Nodes } from './nodes'
import { roundWeights } from './roundWeights'

/** All of eight bits: no processor adds these up. */
const LEVELS = 127
/** Of `TensorProto.DataType`. */
const FLOAT = 1

/**
 * Every larger constant of floats is made of whole numbers, under its own name, so that whoever reads it need not know: by `Cast`
 * and `Mul`, which runtimes do once as they load, while they would do `DequantizeLinear` at every answer. Of a table that is only
 * looked up, no more than the rows that are found become floats.
 */
export function storeRounded(network: Nodes, least = LEAST_WEIGHTS): Nodes {
  const kept: OnnxTensor[] = []
  const list = new NodeList()
  const tables = new Map<string, StoredTable>()
  for (const tensor of network.initializers) {
    if (!isWorthIt(tensor, least)) kept.push(tensor)
    else if (isTable(tensor, network.nodes)) tables.set(tensor.name, storeTable(list, tensor))
    else restore(list, tensor, axisOf(tensor, network.nodes))
  }
  const nodes = network.nodes.flatMap((node) => {
    const table = node.opType === 'Gather' ? tables.get(node.inputs[0] ?? '') : undefined
    return table ? lookUp(node, table) : [node]
  })
  return { nodes: [...list.nodes, ...nodes], initializers: [...kept, ...list.initializers] }
}

function isWorthIt(tensor: OnnxTensor, least: number): tensor is FloatTensor {
  return isFloat(tensor) && tensor.shape.length > 1 && tensor.values.length >= least
}

function restore(list: NodeList, tensor: FloatTensor, axis: number): void {
  const { name, shape } = tensor
  const { values, scales } = roundWeights(tensor, axis, LEVELS)
  const whole = list.constant({ name: `${name} int8`, dataType: 'int8', shape, values })
  const along = shape.map((size, index) => (index === axis ? size : 1))
  const scale = { name: `${name} scale`, dataType: 'float32', shape: along, values: scales } as const
  const floats = list.op('Cast', [whole], `${name} float`, { to: attribute.int(FLOAT) })
  list.op('Mul', [floats, list.constant(scale)], name)
}

/** Filters lie along the first axis, those of a transposed convolution along the second, units of all else along the last. */
function axisOf({ name, shape }: FloatTensor, nodes: readonly OnnxNode[]): number {
  const reader = nodes.find(({ inputs }) => inputs.includes(name))
  if (reader?.opType === 'Conv') return 0
  return reader?.opType === 'ConvTranspose' ? 1 : shape.length - 1
}

function isTable({ name }: FloatTensor, nodes: readonly OnnxNode[]): boolean {
  const readers = nodes.filter(({ inputs }) => inputs.includes(name))
  return (
    readers.length > 0 && readers.every(({ opType, inputs }) => opType === 'Gather' && inputs[0] === name)
  )
}

interface StoredTable {
  readonly whole: string
  readonly scale: string
}

/** One scale for all rows: those that are found come from anywhere. */
function storeTable(list: NodeList, tensor: FloatTensor): StoredTable {
  const { name, shape, values } = tensor
  const { values: rounded, scales } = roundWeights({ ...tensor, shape: [1, values.length] }, 0, LEVELS)
  return {
    whole: list.constant({ name: `${name} int8`, dataType: 'int8', shape, values: rounded }),
    scale: list.constant({ name: `${name} scale`, dataType: 'float32', shape: [], values: scales }),
  }
}

function lookUp({ inputs, outputs, attributes }: OnnxNode, { whole, scale }: StoredTable): OnnxNode[] {
  const found = `${outputs[0] ?? ''} int8`
  return [
    {
      ...{ opType: 'Gather', inputs: [whole, ...inputs.slice(1)], outputs: [found] },
      ...(attributes ? { attributes } : {}),
    },
    { opType: 'DequantizeLinear', inputs: [found, scale], outputs },
  ]
}
