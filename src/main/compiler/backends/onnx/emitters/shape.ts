/** @file Numbers and shapes in ONNX. */
import { sizeOf, type Shape } from '../../../graph/tensorType'
import { sinusoidAt } from '../../../ops/shape'
import { attribute } from '../proto'
import type { OnnxEmitter } from '../onnxEmitter'
import type { EmitRule, EmittersOf } from './emit'
import type { ShapeSignatures } from '../../../ops/signature/shape'

const constant: EmitRule<'constant'> = ({ emitter, node: { attributes } }) => [
  emitter.number(attributes.value, attributes.shape),
]

const sinusoids: EmitRule<'sinusoids'> = ({ emitter, node }) => {
  const { steps, channels } = node.attributes
  return [table(emitter, [steps, channels], (step, channel) => sinusoidAt(step, channel, channels))]
}

const pastMask: EmitRule<'pastMask'> = ({ emitter, node }) => {
  const { queries, keys } = node.attributes
  return [table(emitter, [queries, keys], (query, key) => (key <= query ? 1 : 0))]
}

const broadcastLike: EmitRule<'broadcastLike'> = ({ emitter, inputs: [x, like] }) => [
  emitter.add('Expand', [x, emitter.add('Shape', [like])]),
]

/** Axes that are kept as 1 and axes that vanish are two reductions, of which most sums need one. */
const sumTo: EmitRule<'sumTo'> = ({ emitter, node, inputs: [x] }) => {
  const from = node.inputs[0].type.shape
  const to = node.attributes.shape
  const vanishing = from.slice(0, from.length - to.length).map((_, axis) => axis)
  const kept = to.flatMap((size, index) => {
    const axis = index + vanishing.length
    return size === 1 && from[axis] !== 1 ? [axis] : []
  })
  const narrowed = kept.length > 0 ? reduceSum(emitter, x, { axes: kept, keepDims: 1 }) : x
  return [vanishing.length > 0 ? reduceSum(emitter, narrowed, { axes: vanishing, keepDims: 0 }) : narrowed]
}

const pack: EmitRule<'pack'> = ({ emitter, node, inputs }) => {
  const flat = inputs.map((input, index) =>
    node.inputs[index]?.type.shape.length === 1
      ? input
      : emitter.add('Reshape', [input, emitter.list('int64', [-1])]),
  )
  return [emitter.add('Concat', flat, { axis: attribute.int(0) })]
}

const unpack: EmitRule<'unpack'> = ({ emitter, node, inputs: [vector] }) => {
  const { shapes } = node.attributes
  const sizes = emitter.list(
    'int64',
    shapes.map((shape) => sizeOf(shape)),
  )
  const parts = emitter.addMany('Split', [vector, sizes], { outputs: shapes.length })
  return parts.map((part, index) => {
    const shape = shapes[index] ?? []
    return shape.length === 1 ? part : emitter.add('Reshape', [part, emitter.list('int64', shape)])
  })
}

const reshape: EmitRule<'reshape'> = ({ emitter, node, inputs: [x] }) => [
  emitter.add('Reshape', [x, emitter.list('int64', toSizes(node.attributes.shape))]),
]

const transpose: EmitRule<'transpose'> = ({ emitter, node, inputs: [x] }) => [
  emitter.add('Transpose', [x], { perm: attribute.ints(node.attributes.axes) }),
]

const concat: EmitRule<'concat'> = ({ emitter, node, inputs }) => [
  emitter.add('Concat', inputs, { axis: attribute.int(node.attributes.axis) }),
]

const slice: EmitRule<'slice'> = ({ emitter, node: { attributes }, inputs: [x] }) => {
  const list = (value: number) => emitter.list('int64', [value])
  const { axis, start, size } = attributes
  return [emitter.add('Slice', [x, list(start), list(start + size), list(axis)])]
}

const pad: EmitRule<'pad'> = ({ emitter, node, inputs: [x] }) => {
  const { margins } = node.attributes
  const ends = [...margins.map(([before]) => before), ...margins.map(([, after]) => after)]
  return [emitter.add('Pad', [x, emitter.list('int64', ends)])]
}

function table(
  emitter: OnnxEmitter,
  [rows, columns]: readonly [number, number],
  valueAt: (row: number, column: number) => number,
): string {
  const values = Array.from({ length: rows * columns }, (_, index) =>
    valueAt(Math.floor(index / columns), index % columns),
  )
  return emitter.tensor(values, [rows, columns])
}

function reduceSum(
  emitter: OnnxEmitter,
  x: string,
  { axes, keepDims }: { axes: number[]; keepDims: 0 | 1 },
): string {
  return emitter.add('ReduceSum', [x, emitter.list('int64', axes)], { keepdims: attribute.int(keepDims) })
}

/** The unknown size stands as -1. */
export function toSizes(shape: Shape): number[] {
  return shape.map((size) => (size === 'batch' ? -1 : size))
}

export const shapeEmitters: EmittersOf<ShapeSignatures> = {
  constant,
  sinusoids,
  pastMask,
  broadcastLike,
  sumTo,
  pack,
  unpack,
  reshape,
  transpose,
  concat,
  slice,
  pad,
}
