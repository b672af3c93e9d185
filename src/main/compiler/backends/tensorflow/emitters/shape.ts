/** @file Numbers and shapes in TensorFlow. */
import type { Value } from '../../../graph/graph'
import { sizeOf, type Shape } from '../../../graph/tensorType'
import { sinusoidAt } from '../../../ops/shape'
import type { ShapeSignatures } from '../../../ops/signature/shape'
import { attribute, type NodeAttributes } from '../proto'
import { FLOAT, type Emitted, type TensorFlowEmitter } from '../tensorFlowEmitter'
import type { EmitRule, EmittersOf } from './emit'
import { axisIn, isThin, laid, layPictures, orderIn, reshape as reshapeFloats } from './layout'

const INT32 = attribute.type('int32')
/** A picture of the data becomes one of the graph, and back. */
const CHANNELS_FIRST = '0,3,1,2'
const CHANNELS_LAST = '0,2,3,1'

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

const broadcastLike: EmitRule<'broadcastLike'> = ({ emitter, node: { inputs }, ...use }) => {
  const [x, like] = inputs
  const isNhwc = emitter.isNhwc(like) && x.type.shape.length === 4
  const names = isNhwc
    ? [emitter.nhwcOf(x), emitter.shapeOf(emitter.nhwcOf(like))]
    : [use.inputs[0], emitter.shapeOf(use.inputs[1])]
  return [laid({ isNhwc }, emitter.add('BroadcastTo', names, { ...FLOAT, Tidx: INT32 }))]
}

/** One sum over all axes that vanish or become 1, under the new shape. */
const sumTo: EmitRule<'sumTo'> = ({ emitter, node: { inputs, attributes } }) => {
  const [x] = inputs
  const from = x.type.shape
  const to = attributes.shape
  const vanishing = from.length - to.length
  const isSummed = from.map((size, axis) => axis < vanishing || (to[axis - vanishing] === 1 && size !== 1))
  const rest = from.map((_, axis) => axis).filter((axis) => !isSummed[axis])
  const isNhwc =
    emitter.isNhwc(x) && rest.length < 3 && !(rest.includes(1) && rest.length > 1 && !rest.includes(0))
  const name = isNhwc ? emitter.nhwcOf(x) : emitter.nameOf(x)
  if (rest.length === from.length) return [vanishing === 0 ? name : reshapeFloats(emitter, name, toSizes(to))]
  const ordered = orderIn({ isNhwc }, isSummed)
  const sum = sumOver(emitter, name, ordered)
  return [rest.length === to.length ? sum : reshapeFloats(emitter, sum, toSizes(to))]
}

/** All but the last axis is what the gradient of a bias sums over, for which there is a kernel. */
function sumOver(emitter: TensorFlowEmitter, name: string, isSummed: readonly boolean[]): string {
  if (isSummed.length > 1 && isSummed.indexOf(false) === isSummed.length - 1)
    return emitter.add('BiasAddGrad', [name], { ...FLOAT, data_format: attribute.text('NHWC') })
  const axes = isSummed.flatMap((isGone, axis) => (isGone ? [axis] : []))
  return reduce(emitter, 'Sum', name, { axes })
}

const pack: EmitRule<'pack'> = ({ emitter, node, inputs }) => {
  const flat = inputs.map((input, index) =>
    node.inputs[index]?.type.shape.length === 1 ? input : reshapeFloats(emitter, input, [-1]),
  )
  return [join(emitter, flat, 0, FLOAT)]
}

const unpack: EmitRule<'unpack'> = ({ emitter, node, inputs: [vector] }) => {
  const { shapes } = node.attributes
  const sizes = emitter.list(shapes.map((shape) => sizeOf(shape)))
  const attributes = { ...FLOAT, Tlen: INT32, num_split: attribute.int(shapes.length) }
  const parts = emitter.addMany('SplitV', [vector, sizes, emitter.integer(0)], {
    attributes,
    outputs: shapes.length,
  })
  return parts.map((part, index) => {
    const shape = shapes[index] ?? []
    return shape.length === 1 ? part : reshapeFloats(emitter, part, shape)
  })
}

/** Between a picture of one channel or one place, and the same elsewhere, nothing moves. */
const reshape: EmitRule<'reshape'> = ({ emitter, node, inputs }) => {
  const [x] = node.inputs
  const { shape } = node.attributes
  const from = x.type.shape
  const lastInput = from.length === 4 && isThin(from) && emitter.isNhwc(x)
  const name = lastInput ? emitter.nhwcOf(x) : inputs[0]
  const isPicture = shape.length === 4 && isThin(shape)
  const sizes = isPicture ? orderIn({ isNhwc: true }, toSizes(shape)) : toSizes(shape)
  const attributes = { ...typed(x), Tshape: INT32 }
  const made =
    String(sizes) === String(lastInput ? orderIn({ isNhwc: true }, toSizes(from)) : toSizes(from))
      ? name
      : emitter.add('Reshape', [name, emitter.list(sizes)], attributes)
  return [laid({ isNhwc: isPicture }, made)]
}

const transpose: EmitRule<'transpose'> = ({ emitter, node, inputs: names }) => {
  const [x] = node.inputs
  const { axes } = node.attributes
  if (x.type.element === 'int32') {
    const attributes = { ...typed(x), Tperm: INT32 }
    return [emitter.add('Transpose', [names[0], emitter.list(axes)], attributes)]
  }
  if (String(axes) === CHANNELS_FIRST) return [{ nhwc: names[0] }]
  if (String(axes) === CHANNELS_LAST) return [emitter.nhwcOf(x)]
  return [emitter.transpose(names[0], axes)]
}

const concat: EmitRule<'concat'> = ({ emitter, node }) => {
  const pictures = layPictures(emitter, node.inputs)
  const axis = axisIn(pictures, node.attributes.axis)
  return [laid(pictures, join(emitter, pictures.names, axis, typed(node.outputs[0])))]
}

const slice: EmitRule<'slice'> = ({ emitter, node: { attributes, inputs } }) => {
  const [x] = inputs
  const pictures = layPictures(emitter, inputs)
  const [name = ''] = pictures.names
  const chosen = axisIn(pictures, attributes.axis)
  const begin = x.type.shape.map((_, axis) => (axis === chosen ? attributes.start : 0))
  const size = x.type.shape.map((_, axis) => (axis === chosen ? attributes.size : -1))
  const parts = [name, emitter.list(begin), emitter.list(size)]
  return [laid(pictures, emitter.add('Slice', parts, { ...typed(x), Index: INT32 }))]
}

const pad: EmitRule<'pad'> = ({ emitter, node: { attributes, inputs } }) => {
  const pictures = layPictures(emitter, inputs)
  const [name = ''] = pictures.names
  const margins = orderIn(pictures, attributes.margins)
  const values = margins.flat()
  const ends = emitter.constant({ dataType: 'int32', shape: [margins.length, 2], values })
  return [laid(pictures, emitter.add('Pad', [name, ends], { ...typed(inputs[0]), Tpaddings: INT32 }))]
}

function join(
  emitter: TensorFlowEmitter,
  names: readonly string[],
  axis: number,
  type: NodeAttributes,
): Emitted & string {
  const [only] = names
  if (only !== undefined && names.length === 1) return only
  const attributes = { ...type, N: attribute.int(names.length), Tidx: INT32 }
  return emitter.add('ConcatV2', [...names, emitter.integer(axis)], attributes)
}

function table(
  emitter: TensorFlowEmitter,
  [rows, columns]: readonly [number, number],
  valueAt: (row: number, column: number) => number,
): string {
  const values = Array.from({ length: rows * columns }, (_, index) =>
    valueAt(Math.floor(index / columns), index % columns),
  )
  return emitter.constant({ dataType: 'float32', shape: [rows, columns], values })
}

export interface ReduceOptions {
  readonly axes: readonly number[]
  /** Whether they stay as 1. @default false */
  readonly keeps?: boolean
}

/** `Sum`, `Mean` or `Max` of floats over some axes. */
export function reduce(
  emitter: TensorFlowEmitter,
  op: 'Sum' | 'Mean' | 'Max' | 'Min',
  x: string,
  { axes, keeps = false }: ReduceOptions,
): string {
  const attributes = { ...FLOAT, Tidx: INT32, keep_dims: attribute.bool(keeps) }
  return emitter.add(op, [x, emitter.list(axes)], attributes)
}

/** The unknown size stands as -1. */
export function toSizes(shape: Shape): number[] {
  return shape.map((size) => (size === 'batch' ? -1 : size))
}

/** Of an op that takes and gives what the value holds. */
export function typed({ type }: Value): NodeAttributes {
  return { T: attribute.type(type.element) }
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
