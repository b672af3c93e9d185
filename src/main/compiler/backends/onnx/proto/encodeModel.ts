/** @file ONNX models as bytes; field numbers and enum values are those of `onnx.proto3`, IR version 8. */
import type {
  OnnxAttribute,
  OnnxDataType,
  OnnxGraph,
  OnnxModel,
  OnnxNode,
  OnnxTensor,
  OnnxValueInfo,
} from './model'
import { encodeUtf8, WireWriter } from '../../protobuf/wire'

const IR_VERSION = 8
const DATA_TYPES: Record<OnnxDataType, number> = {
  ...{ float32: 1, uint8: 2, int8: 3, int32: 6, int64: 7, string: 8, bool: 9, float64: 11 },
}
const SIZES = { float32: 4, float64: 8, uint8: 1, int8: 1, int32: 4, int64: 8, bool: 1 } as const
const ATTRIBUTE_TYPES: Record<OnnxAttribute['kind'], number> = {
  float: 1,
  int: 2,
  string: 3,
  tensor: 4,
  graph: 5,
  floats: 6,
  ints: 7,
  strings: 8,
}

/** @returns the bytes of a `.onnx` file. Equal models give equal bytes. */
export function encodeModel(model: OnnxModel): Uint8Array {
  const writer = new WireWriter()
  writer.integer(1, IR_VERSION)
  writer.text(2, 'Fettle')
  if (model.documentation !== undefined) writer.text(6, model.documentation)
  writer.message(7, (inner) => writeGraph(inner, model.graph))
  for (const [domain, version] of Object.entries(model.operatorSets)) {
    writer.message(8, (inner) => {
      inner.text(1, domain)
      inner.integer(2, version)
    })
  }
  for (const [key, value] of Object.entries(model.metadata ?? {})) {
    writer.message(14, (inner) => {
      inner.text(1, key)
      inner.text(2, value)
    })
  }
  return writer.finish()
}

function writeGraph(writer: WireWriter, graph: OnnxGraph): void {
  for (const node of graph.nodes) writer.message(1, (inner) => writeNode(inner, node))
  writer.text(2, graph.name)
  for (const tensor of graph.initializers) writer.message(5, (inner) => writeTensor(inner, tensor))
  for (const input of graph.inputs) writer.message(11, (inner) => writeValueInfo(inner, input))
  for (const output of graph.outputs) writer.message(12, (inner) => writeValueInfo(inner, output))
}

function writeNode(writer: WireWriter, node: OnnxNode): void {
  for (const input of node.inputs) writer.text(1, input)
  for (const output of node.outputs) writer.text(2, output)
  writer.text(4, node.opType)
  for (const [name, value] of Object.entries(node.attributes ?? {})) {
    writer.message(5, (inner) => writeAttribute(inner, name, value))
  }
  if (node.domain !== undefined && node.domain !== '') writer.text(7, node.domain)
}

function writeAttribute(writer: WireWriter, name: string, attribute: OnnxAttribute): void {
  writer.text(1, name)
  writeAttributeValue(writer, attribute)
  writer.integer(20, ATTRIBUTE_TYPES[attribute.kind])
}

function writeAttributeValue(writer: WireWriter, attribute: OnnxAttribute): void {
  switch (attribute.kind) {
    case 'float':
      return writer.float(2, attribute.value)
    case 'int':
      return writer.integer(3, attribute.value)
    case 'string':
      return writer.text(4, attribute.value)
    case 'tensor':
      return writer.message(5, (inner) => writeTensor(inner, attribute.value))
    case 'graph':
      return writer.message(6, (inner) => writeGraph(inner, attribute.value))
    case 'floats':
      return attribute.value.forEach((value) => writer.float(7, value))
    case 'ints':
      return attribute.value.forEach((value) => writer.integer(8, value))
    case 'strings':
      return attribute.value.forEach((value) => writer.text(9, value))
  }
}

function writeTensor(writer: WireWriter, tensor: OnnxTensor): void {
  for (const size of tensor.shape) writer.integer(1, size)
  writer.integer(2, DATA_TYPES[tensor.dataType])
  if (tensor.dataType === 'string') tensor.values.forEach((value) => writer.block(6, encodeUtf8(value)))
  writer.text(8, tensor.name)
  if (tensor.dataType !== 'string') writer.block(9, rawBytes(tensor))
}

type NumberTensor = Exclude<OnnxTensor, { dataType: 'string' }>

/** Little-endian bytes, whatever the machine's own order is. */
function rawBytes(tensor: NumberTensor): Uint8Array {
  const count = tensor.values.length
  const size = SIZES[tensor.dataType]
  const view = new DataView(new ArrayBuffer(count * size))
  for (let index = 0; index < count; index++) {
    const value = tensor.values[index] ?? 0
    if (tensor.dataType === 'float32') view.setFloat32(4 * index, value, true)
    else if (tensor.dataType === 'float64') view.setFloat64(8 * index, value, true)
    else if (tensor.dataType === 'int32') view.setInt32(4 * index, value, true)
    else if (tensor.dataType === 'int64') view.setBigInt64(8 * index, BigInt(value), true)
    // Negative ones in two's complement, which is what it keeps of them.
    else view.setUint8(index, value)
  }
  return new Uint8Array(view.buffer)
}

function writeValueInfo(writer: WireWriter, info: OnnxValueInfo): void {
  writer.text(1, info.name)
  writer.message(2, (type) =>
    type.message(1, (tensorType) => {
      tensorType.integer(1, DATA_TYPES[info.dataType])
      const sizes = info.shape
      if (sizes === null) return
      tensorType.message(2, (shape) => {
        for (const size of sizes) shape.message(1, (dimension) => writeDimension(dimension, size))
      })
    }),
  )
}

function writeDimension(writer: WireWriter, size: number | string): void {
  if (typeof size === 'number') writer.integer(1, size)
  else writer.text(2, size)
}
