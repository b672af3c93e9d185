/** @file Normalising channels over the batch and all places: TensorFlow has it as one kernel where channels come last. */
import type { Value } from '../../../graph/graph'
import { sizeOf } from '../../../graph/tensorType'
import type { NormalizationSignatures } from '../../../ops/signature/normalization'
import { attribute, type NodeAttributes } from '../proto'
import { FLOAT, type Emitted, type TensorFlowEmitter } from '../tensorFlowEmitter'
import type { EmitRule, EmittersOf } from './emit'
import { reshape } from './layout'
import { reduce, toSizes } from './shape'

type ChannelKinds = 'moments' | 'normalize' | 'batchNorm' | 'batchNormGrad'

/** The kernel's outputs: the result, mean and variance, and three that its gradient wants. */
const OUTPUTS = 6

/** A tensor of which the channels stand along that axis. */
interface Channels {
  readonly emitter: TensorFlowEmitter
  readonly value: Value
  readonly axis: number
}

const moments: EmitRule<'moments'> = ({ emitter, node }) => {
  const x: Channels = { emitter, value: node.inputs[0], axis: node.attributes.axis }
  const name = lastOf(x, x.value)
  const known = emitter.known(normKey(x))
  if (known !== null) return [`${known}:1`, biased(x, `${known}:2`)]
  const mean = reduce(emitter, 'Mean', name, { axes: [0, 1, 2] })
  const squares = emitter.add('SquaredDifference', [name, mean], FLOAT)
  return [mean, reduce(emitter, 'Mean', squares, { axes: [0, 1, 2] })]
}

const normalize: EmitRule<'normalize'> = ({ emitter, node }) => {
  const [, ...statistics] = node.inputs
  const [mean = '', variance = '', scale = '', center = ''] = statistics.map((value) => emitter.nameOf(value))
  const { axis, epsilon } = node.attributes
  const x: Channels = { emitter, value: node.inputs[0], axis }
  const inputs = [lastOf(x, x.value), scale, center, mean, variance]
  return [backFrom(x, emitter.add('FusedBatchNormV3', inputs, kernel({ epsilon, isTraining: false })))]
}

const batchNorm: EmitRule<'batchNorm'> = ({ emitter, node }) => {
  const [scale, center] = [emitter.nameOf(node.inputs[1]), emitter.nameOf(node.inputs[2])]
  const { axis, epsilon } = node.attributes
  const x: Channels = { emitter, value: node.inputs[0], axis }
  const made = normOf(x, { scale, center, epsilon })
  return [backFrom(x, made)]
}

/** The kernel's gradient reads what the forward kernel kept; a gradient that stands alone asks for it first. */
const batchNormGrad: EmitRule<'batchNormGrad'> = ({ emitter, node }) => {
  const { axis, epsilon } = node.attributes
  const [d, value, factors] = node.inputs
  const scale = emitter.nameOf(factors)
  const x: Channels = { emitter, value, axis }
  const kept = emitter.known(normKey(x)) ?? normOf(x, { scale, center: zeros(x), epsilon })
  const inputs = [lastOf(x, d), lastOf(x, value), scale, `${kept}:3`, `${kept}:4`, `${kept}:5`]
  const attributes = kernel({ epsilon, isTraining: true })
  const [dx = '', ...rest] = emitter.addMany('FusedBatchNormGradV3', inputs, { attributes, outputs: 3 })
  return [backFrom(x, dx), ...rest]
}

interface Scaling {
  readonly scale: string
  readonly center: string
  readonly epsilon: number
}

function normOf(x: Channels, { scale, center, epsilon }: Scaling): string {
  const { emitter } = x
  const none = emitter.constant({ dataType: 'float32', shape: [0], values: [] })
  const [made = ''] = emitter.addMany('FusedBatchNormV3', [lastOf(x, x.value), scale, center, none, none], {
    attributes: kernel({ epsilon, isTraining: true }),
    outputs: OUTPUTS,
  })
  emitter.once(normKey(x), () => made)
  return made
}

function kernel({ epsilon, isTraining }: { epsilon: number; isTraining: boolean }): NodeAttributes {
  return {
    ...FLOAT,
    U: attribute.type('float32'),
    epsilon: attribute.float(epsilon),
    data_format: attribute.text('NHWC'),
    is_training: attribute.bool(isTraining),
  }
}

/** Of a sample's variance that of the numbers themselves: n − 1 parts of n. */
function biased({ emitter, value, axis }: Channels, variance: string): string {
  const { shape } = value.type
  const places = sizeOf(shape.filter((_, index) => index !== axis))
  if (!shape.includes('batch')) return emitter.add('Mul', [variance, emitter.number(1 - 1 / places)], FLOAT)
  const perRow = emitter.batchReciprocal(
    emitter.isNhwc(value) ? emitter.nhwcOf(value) : emitter.nameOf(value),
  )
  const share = emitter.add('Mul', [perRow, emitter.number(1 / places)], FLOAT)
  const part = emitter.add('Sub', [emitter.number(1), share], FLOAT)
  return emitter.add('Mul', [variance, part], FLOAT)
}

/** As [places, 1, 1, channels], or a picture with its channels last. @param value of the shape of x */
function lastOf({ emitter, axis }: Channels, value: Value): string {
  const { shape } = value.type
  if (shape.length === 4 && axis === 1) return emitter.nhwcOf(value)
  const name = emitter.nameOf(value)
  if (shape.length === 4 && axis === 3) return name
  return emitter.once(`channels ${axis} ${name}`, () => {
    const turned = axis === shape.length - 1 ? name : emitter.transpose(name, toLast(shape.length, axis))
    return reshape(emitter, turned, [-1, 1, 1, Number(shape[axis])])
  })
}

function backFrom({ emitter, value: { type }, axis }: Channels, made: string): Emitted {
  const { shape } = type
  const rank = shape.length
  if (rank === 4 && axis === 1) return { nhwc: made }
  if (rank === 4 && axis === 3) return made
  if (axis === rank - 1) return reshape(emitter, made, toSizes(shape))
  const order = toLast(rank, axis)
  const turned = order.map((from) => shape[from] ?? 1)
  const back = order.map((_, place) => order.indexOf(place))
  return emitter.transpose(reshape(emitter, made, toSizes(turned)), back)
}

/** The order of axes that has the channels behind all others. */
function toLast(rank: number, axis: number): number[] {
  return [...Array.from({ length: rank }, (_, index) => index).filter((index) => index !== axis), axis]
}

function zeros({ emitter, value, axis }: Channels): string {
  return emitter.number(0, [Number(value.type.shape[axis])])
}

function normKey({ emitter, value, axis }: Channels): string {
  return `norm ${emitter.keyOf(value)} ${axis}`
}

export const channelEmitters: EmittersOf<Pick<NormalizationSignatures, ChannelKinds>> = {
  moments,
  normalize,
  batchNorm,
  batchNormGrad,
}
