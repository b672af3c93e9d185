/** @file The bytes of an ONNX model as plain data; field numbers are those of `onnx.proto3`. */
import { decodeUtf8, readFields, readPacked, type WireField } from '../../protobuf/readWire'
import type { OnnxAttribute, OnnxDataType, OnnxGraph, OnnxNode, OnnxTensor, OnnxValueInfo } from './model'
import { readValues } from './readValues'

/** What cannot be told in the words of `model.ts`, by the name of what has it. */
export interface Untold {
  readonly name: string
  /** A type of numbers, a kind of attribute, or that the bytes are none. */
  readonly what: string
}

/** Where the numbers of a tensor lie in another file. */
export interface OutsideData {
  readonly location: string
  readonly offset: number
  /** Of bytes; null for all the rest. */
  readonly length: number | null
}

export interface DecodedModel {
  readonly graph: OnnxGraph
  readonly operatorSets: Readonly<Record<string, number>>
  /** Tensors without values here, by name. */
  readonly outside: ReadonlyMap<string, OutsideData>
  /** What was left out. */
  readonly untold: readonly Untold[]
  /** Whether it defines operators of its own. */
  readonly hasFunctions: boolean
}

/** Of `TensorProto.DataType`. */
export const DATA_TYPE_NAMES: Readonly<Record<number, string>> = {
  ...{ 1: 'float32', 2: 'uint8', 3: 'int8', 4: 'uint16', 5: 'int16', 6: 'int32', 7: 'int64', 8: 'string' },
  ...{ 9: 'bool', 10: 'float16', 11: 'float64', 12: 'uint32', 13: 'uint64', 16: 'bfloat16' },
}

const KNOWN = new Set(['float32', 'uint8', 'int8', 'int32', 'int64', 'string', 'bool', 'float64'])

/** @returns null where the bytes are no ONNX model. */
export function decodeModel(bytes: Uint8Array): DecodedModel | null {
  const fields = readFields(bytes)
  const graph = fields?.find(({ field, type }) => field === 7 && type === 2)
  if (!fields || !graph) return null
  const decoder = new Decoder()
  const operatorSets = Object.fromEntries(
    fields
      .filter(({ field }) => field === 8)
      .map(({ bytes: set }): [string, number] => {
        const inner = readFields(set) ?? []
        return [textAt(inner, 1), numberAt(inner, 2)]
      }),
  )
  const decoded = decoder.graph(graph.bytes)
  if (decoded.nodes.length === 0 || decoder.isBroken) return null
  return {
    graph: decoded,
    operatorSets,
    outside: decoder.outside,
    untold: decoder.untold,
    hasFunctions: fields.some(({ field }) => field === 25),
  }
}

class Decoder {
  readonly outside = new Map<string, OutsideData>()
  readonly untold: Untold[] = []
  isBroken = false

  graph(bytes: Uint8Array): OnnxGraph {
    const fields = this.fields(bytes)
    const all = <T>(number: number, read: (bytes: Uint8Array) => T): T[] =>
      fields.filter(({ field }) => field === number).map((one) => read(one.bytes))
    for (const _sparse of all(15, () => null)) this.untold.push({ name: 'initializer', what: 'sparse' })
    return {
      name: textAt(fields, 2),
      nodes: all(1, (node) => this.node(node)),
      initializers: all(5, (tensor) => this.tensor(tensor)),
      inputs: all(11, (info) => this.info(info)),
      outputs: all(12, (info) => this.info(info)),
    }
  }

  private fields(bytes: Uint8Array): WireField[] {
    const fields = readFields(bytes)
    if (fields === null) this.isBroken = true
    return fields ?? []
  }

  private node(bytes: Uint8Array): OnnxNode {
    const fields = this.fields(bytes)
    const opType = textAt(fields, 4)
    const domain = textAt(fields, 7)
    const attributes = fields
      .filter(({ field }) => field === 5)
      .flatMap((one) => this.attribute(this.fields(one.bytes), opType))
    return {
      opType,
      ...(domain === '' || domain === 'ai.onnx' ? {} : { domain }),
      inputs: textsAt(fields, 1),
      outputs: textsAt(fields, 2),
      ...(attributes.length > 0 ? { attributes: Object.fromEntries(attributes) } : {}),
    }
  }

  private attribute(fields: readonly WireField[], opType: string): [string, OnnxAttribute][] {
    const name = textAt(fields, 1)
    const value = this.attributeValue(fields)
    if (value === null) this.untold.push({ name: opType, what: name })
    return value === null ? [] : [[name, value]]
  }

  private attributeValue(fields: readonly WireField[]): OnnxAttribute | null {
    const bytesAt = (number: number): Uint8Array => fieldAt(fields, number)?.bytes ?? new Uint8Array(0)
    switch (numberAt(fields, 20)) {
      case 1:
        return { kind: 'float', value: floatsAt(fields, 2)[0] ?? 0 }
      case 2:
        return { kind: 'int', value: numberAt(fields, 3) }
      case 3:
        return { kind: 'string', value: textAt(fields, 4) }
      case 4:
        return { kind: 'tensor', value: this.tensor(bytesAt(5)) }
      case 5:
        return { kind: 'graph', value: this.graph(bytesAt(6)) }
      case 6:
        return { kind: 'floats', value: floatsAt(fields, 7) }
      case 7:
        return { kind: 'ints', value: integersAt(fields, 8) }
      case 8:
        return { kind: 'strings', value: textsAt(fields, 9) }
      default:
        return null
    }
  }

  private tensor(bytes: Uint8Array): OnnxTensor {
    const fields = this.fields(bytes)
    const name = textAt(fields, 8)
    const shape = integersAt(fields, 1)
    const dataType = this.dataType(numberAt(fields, 2), name)
    if (numberAt(fields, 14) === 1) {
      this.outside.set(name, outsideOf(fields))
      return { name, dataType, shape, values: [] } as OnnxTensor
    }
    if (dataType === 'string') return { name, dataType, shape, values: textsAt(fields, 6) }
    const raw = fieldAt(fields, 9)?.bytes
    const values = raw ? readValues(dataType, raw) : listed(fields, dataType)
    return { name, dataType, shape, values }
  }

  private dataType(code: number, name: string): OnnxDataType {
    const type = DATA_TYPE_NAMES[code] ?? String(code)
    if (KNOWN.has(type)) return type as OnnxDataType
    this.untold.push({ name, what: type })
    return 'float32'
  }

  private info(bytes: Uint8Array): OnnxValueInfo {
    const fields = this.fields(bytes)
    const name = textAt(fields, 1)
    const type = this.fields(fieldAt(fields, 2)?.bytes ?? new Uint8Array(0))
    const tensor = this.fields(fieldAt(type, 1)?.bytes ?? new Uint8Array(0))
    const shape = fieldAt(tensor, 2)
    const sizes = shape && this.fields(shape.bytes).map((size, place) => this.size(size.bytes, place))
    return { name, dataType: this.dataType(numberAt(tensor, 1), name), shape: sizes ?? null }
  }

  private size(bytes: Uint8Array, place: number): number | string {
    const fields = this.fields(bytes)
    const fixed = numberAt(fields, 1)
    return fixed > 0 ? fixed : textAt(fields, 2) || `size${place}`
  }
}

function outsideOf(fields: readonly WireField[]): OutsideData {
  const entries = new Map(
    fields
      .filter(({ field }) => field === 13)
      .map(({ bytes }): [string, string] => {
        const inner = readFields(bytes) ?? []
        return [textAt(inner, 1), textAt(inner, 2)]
      }),
  )
  const length = entries.get('length')
  return {
    location: entries.get('location') ?? '',
    offset: Number(entries.get('offset') ?? 0),
    length: length === undefined ? null : Number(length),
  }
}

/** Numbers that are not written as raw bytes. */
function listed(fields: readonly WireField[], dataType: Exclude<OnnxDataType, 'string'>): ArrayLike<number> {
  if (dataType === 'float32') return Float32Array.from(floatsAt(fields, 4))
  if (dataType === 'float64') return doublesAt(fields, 10)
  return integersAt(fields, dataType === 'int64' ? 7 : 5)
}

function fieldAt(fields: readonly WireField[], number: number): WireField | undefined {
  return fields.findLast(({ field }) => field === number)
}

function textsAt(fields: readonly WireField[], number: number): string[] {
  return fields.filter(({ field }) => field === number).map(({ bytes }) => decodeUtf8(bytes))
}

function textAt(fields: readonly WireField[], number: number): string {
  return decodeUtf8(fieldAt(fields, number)?.bytes ?? new Uint8Array(0))
}

function numberAt(fields: readonly WireField[], number: number): number {
  return safe(fieldAt(fields, number)?.integer ?? 0n)
}

/** Packed or one by one. */
function integersAt(fields: readonly WireField[], number: number): number[] {
  return fields
    .filter(({ field }) => field === number)
    .flatMap(({ type, integer, bytes }) => (type === 2 ? (readPacked(bytes) ?? []) : [integer]))
    .map(safe)
}

function floatsAt(fields: readonly WireField[], number: number): number[] {
  return fields
    .filter(({ field }) => field === number)
    .flatMap(({ bytes }) => Array.from(readValues('float32', bytes)))
}

function doublesAt(fields: readonly WireField[], number: number): number[] {
  return fields
    .filter(({ field }) => field === number)
    .flatMap(({ bytes }) => Array.from(readValues('float64', bytes)))
}

/** The largest numbers stand for “to the end”, as smaller ones do just as well. */
function safe(value: bigint): number {
  const number = Number(value)
  return Math.min(Math.max(number, Number.MIN_SAFE_INTEGER), Number.MAX_SAFE_INTEGER)
}
