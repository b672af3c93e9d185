/** @file TensorFlow graphs as bytes; field numbers and enum values are those of TensorFlow's `framework/*.proto`. */
import { WireWriter } from '../../protobuf/wire'
import type {
  ConstantTensor,
  GraphDef,
  NodeAttribute,
  NodeDef,
  TensorFlowShape,
  TensorFlowType,
} from './graphDef'

/** Of TensorFlow 2.9, whose graphs every later library reads. */
const PRODUCER = 1087
const MIN_CONSUMER = 12

const DATA_TYPES: Record<TensorFlowType, number> = {
  ...{ float32: 1, int32: 3, int64: 9, bool: 10, resource: 20, variant: 21 },
}

/** @returns the bytes of a `GraphDef`. Equal graphs give equal bytes. */
export function encodeGraphDef({ nodes }: GraphDef): Uint8Array {
  const writer = new WireWriter()
  for (const node of nodes) writer.message(1, (inner) => writeNode(inner, node))
  writer.message(4, (inner) => {
    inner.integer(1, PRODUCER)
    inner.integer(2, MIN_CONSUMER)
  })
  return writer.finish()
}

function writeNode(writer: WireWriter, { name, op, inputs, attributes }: NodeDef): void {
  writer.text(1, name)
  writer.text(2, op)
  for (const input of inputs) writer.text(3, input)
  for (const [key, value] of Object.entries(attributes)) {
    writer.message(5, (entry) => {
      entry.text(1, key)
      entry.message(2, (inner) => writeAttribute(inner, value))
    })
  }
}

function writeAttribute(writer: WireWriter, attribute: NodeAttribute): void {
  switch (attribute.kind) {
    case 'text':
      return writer.text(2, attribute.value)
    case 'int':
      return writer.integer(3, attribute.value)
    case 'float':
      return writer.float(4, attribute.value)
    case 'bool':
      return writer.integer(5, Number(attribute.value))
    case 'type':
      return writer.integer(6, DATA_TYPES[attribute.value])
    case 'shape':
      return writer.message(7, (inner) => writeShape(inner, attribute.value))
    case 'tensor':
      return writer.message(8, (inner) => writeTensor(inner, attribute.value))
    default:
      return writer.message(1, (list) => writeList(list, attribute))
  }
}

function writeList(
  writer: WireWriter,
  attribute: Extract<NodeAttribute, { kind: 'ints' | 'types' | 'shapes' }>,
): void {
  if (attribute.kind === 'ints') for (const value of attribute.value) writer.integer(3, value)
  else if (attribute.kind === 'types')
    for (const value of attribute.value) writer.integer(6, DATA_TYPES[value])
  else for (const value of attribute.value) writer.message(7, (inner) => writeShape(inner, value))
}

function writeShape(writer: WireWriter, shape: TensorFlowShape | null): void {
  if (shape === null) return writer.integer(3, 1)
  for (const size of shape) writer.message(2, (dimension) => dimension.integer(1, size ?? -1))
}

function writeTensor(writer: WireWriter, tensor: ConstantTensor): void {
  writer.integer(1, DATA_TYPES[tensor.dataType])
  writer.message(2, (inner) => writeShape(inner, tensor.shape))
  writer.block(4, contentOf(tensor))
}

function contentOf({ dataType, values }: ConstantTensor): Uint8Array {
  if (dataType === 'bool') return Uint8Array.from(values)
  if (dataType === 'int64') return bytesOf(BigInt64Array.from(Array.from(values, BigInt)))
  return bytesOf(dataType === 'float32' ? Float32Array.from(values) : Int32Array.from(values))
}

function bytesOf({ buffer }: Float32Array | Int32Array | BigInt64Array): Uint8Array {
  return new Uint8Array(buffer)
}
