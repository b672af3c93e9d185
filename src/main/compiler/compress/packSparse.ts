/** @file Weights of which most are zero, kept as those that are not and the gaps between them. */
import { attribute, type OnnxTensor } from '../backends/onnx/proto'
import { LEAST_WEIGHTS, NodeList, type Nodes, type NumberTensor } from './nodes'

/** The widest gap a byte tells; a wider one is bridged by zeros that are kept. */
const WIDEST = 255
/** Less is not worth the work of putting it back. */
const LEAST_SAVING = 0.1
/** Bytes of the nodes that do it. */
const NODES = 600
/** Of `TensorProto.DataType`. */
const INT64 = 7

/**
 * A constant becomes the running sum of its gaps (uint8) as places, at which its values are put among zeros: a byte more than a
 * value for each that is not zero. Standard operators, so runtimes unfold it once as they load. Bytes of constants elsewhere stay.
 */
export function packSparse(network: Nodes): Nodes {
  const list = new NodeList()
  const kept: OnnxTensor[] = []
  for (const tensor of network.initializers) {
    const packed = packOf(tensor)
    if (packed === null) kept.push(tensor)
    else unpack(list, packed)
  }
  return {
    nodes: [...list.nodes, ...network.nodes],
    initializers: [...kept, ...list.initializers],
  }
}

interface Packed {
  readonly tensor: NumberTensor
  readonly gaps: Uint8Array
  readonly values: readonly number[]
}

/** @returns null where it would not be smaller. */
function packOf(tensor: OnnxTensor): Packed | null {
  if (tensor.dataType !== 'float32' && tensor.dataType !== 'int8') return null
  if (tensor.values.length < LEAST_WEIGHTS) return null
  const gaps: number[] = []
  const values: number[] = []
  let last = -1
  for (let place = 0; place < tensor.values.length; place++) {
    const value = tensor.values[place] ?? 0
    if (value === 0 && place - last < WIDEST) continue
    gaps.push(place - last)
    values.push(value)
    last = place
  }
  const size = tensor.dataType === 'int8' ? 1 : 4
  const saved = size * tensor.values.length - (size + 1) * values.length
  const isSmaller = saved > LEAST_SAVING * size * tensor.values.length + NODES
  return isSmaller ? { tensor, gaps: Uint8Array.from(gaps), values } : null
}

function unpack(list: NodeList, { tensor, gaps, values }: Packed): void {
  const { name, dataType, shape } = tensor
  const ints = (suffix: string, numbers: readonly number[], sizes: readonly number[]): string =>
    list.constant({ name: `${name} ${suffix}`, dataType: 'int64', shape: sizes, values: numbers })
  const gapsName = list.constant({
    name: `${name} gaps`,
    dataType: 'uint8',
    shape: [gaps.length],
    values: gaps,
  })
  const wide = list.op('Cast', [gapsName], `${name} steps`, { to: attribute.int(INT64) })
  const sums = list.op('CumSum', [wide, ints('axis', [0], [])], `${name} sums`)
  const places = list.op('Sub', [sums, ints('one', [1], [1])], `${name} places`)
  const zero = { name: '', dataType, shape: [1], values: [0] } as const
  const zeros = list.op('ConstantOfShape', [ints('count', [tensor.values.length], [1])], `${name} zeros`, {
    value: attribute.tensor(zero),
  })
  const valuesName = list.constant({ name: `${name} values`, dataType, shape: [values.length], values })
  const flat = list.op('ScatterElements', [zeros, places, valuesName], `${name} flat`, {
    axis: attribute.int(0),
  })
  list.op('Reshape', [flat, ints('shape', shape, [shape.length])], name)
}
