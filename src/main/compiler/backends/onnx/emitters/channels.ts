/** @file Vectors with a number a channel, and the tensors that they belong to. */
import type { Value } from '../../../graph/graph'
import { sizeOf } from '../../../graph/tensorType'
import type { OnnxEmitter } from '../onnxEmitter'
import { attribute } from '../proto'

/** A tensor and where its channels are. */
export interface Channels {
  readonly emitter: OnnxEmitter
  readonly value: Value
  readonly name: string
  readonly axis: number
}

/** A number a channel as it broadcasts against x. */
export function along({ emitter, value, axis }: Channels, vector: string): string {
  const behind = value.type.shape.length - 1 - axis
  if (behind === 0) return vector
  return emitter.once(`${vector} along ${behind}`, () =>
    emitter.add('Reshape', [vector, emitter.list('int64', [-1, ...Array.from({ length: behind }, () => 1)])]),
  )
}

/** What `along` gives as a vector again. */
export function flat({ emitter }: Channels, statistic: string): string {
  return emitter.add('Reshape', [statistic, emitter.list('int64', [-1])])
}

/** Over all axes but the channels', which stay as 1. */
export function sumOf(x: Channels, name: string): string {
  return reduce(x, name, 1)
}

/** The same as a vector. */
export function totalOf(x: Channels, name: string): string {
  return reduce(x, name, 0)
}

function reduce({ emitter, value, axis }: Channels, name: string, keepDims: 0 | 1): string {
  const axes = emitter.list('int64', otherAxes(value, axis))
  return emitter.add('ReduceSum', [name, axes], { keepdims: attribute.int(keepDims) })
}

/** 1 / numbers a channel. */
export function shareOf({ emitter, value, name, axis }: Channels): string {
  const { shape } = value.type
  const places = sizeOf(shape.filter((_, index) => index !== axis))
  if (!shape.includes('batch')) return emitter.number(1 / places)
  const rows = emitter.batchReciprocal(name)
  return places === 1 ? rows : emitter.add('Mul', [rows, emitter.number(1 / places)])
}

export function otherAxes({ type: { shape } }: Value, axis: number): number[] {
  return shape.flatMap((_, index) => (index === axis ? [] : [index]))
}

/** 1 / √(variance + ε) */
export function inverseRoot(emitter: OnnxEmitter, variance: string, epsilon: number): string {
  const shifted = emitter.add('Add', [variance, emitter.number(epsilon)])
  return emitter.add('Reciprocal', [emitter.add('Sqrt', [shifted])])
}
