/** @file Normalising channels over the batch and all places, in ONNX. */
import type { Value } from '../../../graph/graph'
import { sizeOf } from '../../../graph/tensorType'
import type { NormalizationSignatures } from '../../../ops/signature/normalization'
import type { OnnxEmitter } from '../onnxEmitter'
import { attribute } from '../proto'
import type { EmitRule, EmittersOf } from './emit'

type ChannelKinds = 'moments' | 'normalize' | 'batchNorm' | 'batchNormGrad'

/** A tensor and where its channels are. */
interface Channels {
  readonly emitter: OnnxEmitter
  readonly value: Value
  readonly name: string
  readonly axis: number
}

const moments: EmitRule<'moments'> = ({ emitter, node, inputs: [name] }) => {
  const x: Channels = { emitter, value: node.inputs[0], name, axis: node.attributes.axis }
  return [meanOf(x), varianceOf(x)].map((statistic) =>
    emitter.add('Reshape', [statistic, emitter.list('int64', [-1])]),
  )
}

const normalize: EmitRule<'normalize'> = ({
  emitter,
  node,
  inputs: [name, mean, variance, scale, center],
}) => {
  const { axis, epsilon } = node.attributes
  const x: Channels = { emitter, value: node.inputs[0], name, axis }
  if (axis === 1) {
    const inputs = [name, scale, center, mean, variance]
    return [emitter.add('BatchNormalization', inputs, { epsilon: attribute.float(epsilon) })]
  }
  const factor = emitter.add('Mul', [scale, inverseRoot(emitter, variance, epsilon)])
  const summand = emitter.add('Sub', [center, emitter.add('Mul', [mean, factor])])
  const scaled = emitter.add('Mul', [name, along(x, factor)])
  return [emitter.add('Add', [scaled, along(x, summand)])]
}

const batchNorm: EmitRule<'batchNorm'> = ({ emitter, node, inputs: [name, scale, center] }) => {
  const { axis, epsilon } = node.attributes
  const x: Channels = { emitter, value: node.inputs[0], name, axis }
  const factor = emitter.add('Mul', [along(x, scale), inverseOf(x, epsilon)])
  const scaled = emitter.add('Mul', [distanceOf(x), factor])
  return [emitter.add('Add', [scaled, along(x, center)])]
}

/** With u = x − mean, i = 1/√(variance + ε), N numbers a channel: a·(d − Σd/N − u · i²·Σ(d·u)/N) where a = scale · i. */
const batchNormGrad: EmitRule<'batchNormGrad'> = ({ emitter, node, inputs: [d, name, scale] }) => {
  const { axis, epsilon } = node.attributes
  const x: Channels = { emitter, value: node.inputs[1], name, axis }
  const inverse = inverseOf(x, epsilon)
  const distance = distanceOf(x)
  const total = sumOf(x, d)
  const covered = emitter.add('Mul', [sumOf(x, emitter.add('Mul', [d, distance])), inverse])
  const share = shareOf(x)
  const slope = emitter.add('Mul', [emitter.add('Mul', [covered, inverse]), share])
  const rest = emitter.add('Sub', [d, emitter.add('Mul', [distance, slope])])
  const free = emitter.add('Sub', [rest, emitter.add('Mul', [total, share])])
  const factor = emitter.add('Mul', [along(x, scale), inverse])
  const flat = (statistic: string) => emitter.add('Reshape', [statistic, emitter.list('int64', [-1])])
  return [emitter.add('Mul', [free, factor]), flat(covered), flat(total)]
}

/** Statistics keep the axes of x, those over which they go as 1. */
function meanOf({ emitter, value, name, axis }: Channels): string {
  return emitter.once(`mean ${name} ${axis}`, () =>
    emitter.add('ReduceMean', [name], {
      axes: attribute.ints(otherAxes(value, axis)),
      keepdims: attribute.int(1),
    }),
  )
}

function distanceOf(x: Channels): string {
  return x.emitter.once(`distance ${x.name} ${x.axis}`, () => x.emitter.add('Sub', [x.name, meanOf(x)]))
}

function varianceOf(x: Channels): string {
  const { emitter, value, name, axis } = x
  return emitter.once(`variance ${name} ${axis}`, () => {
    const distance = distanceOf(x)
    return emitter.add('ReduceMean', [emitter.add('Mul', [distance, distance])], {
      axes: attribute.ints(otherAxes(value, axis)),
      keepdims: attribute.int(1),
    })
  })
}

function inverseOf(x: Channels, epsilon: number): string {
  return x.emitter.once(`inverse ${x.name} ${x.axis} ${epsilon}`, () =>
    inverseRoot(x.emitter, varianceOf(x), epsilon),
  )
}

function inverseRoot(emitter: OnnxEmitter, variance: string, epsilon: number): string {
  const shifted = emitter.add('Add', [variance, emitter.number(epsilon)])
  return emitter.add('Reciprocal', [emitter.add('Sqrt', [shifted])])
}

function sumOf({ emitter, value, axis }: Channels, name: string): string {
  const axes = emitter.list('int64', otherAxes(value, axis))
  return emitter.add('ReduceSum', [name, axes], { keepdims: attribute.int(1) })
}

/** 1 / numbers a channel. */
function shareOf({ emitter, value, name, axis }: Channels): string {
  const places = sizeOf(value.type.shape.filter((_, index) => index !== axis))
  if (!value.type.shape.includes('batch')) return emitter.number(1 / places)
  const rows = emitter.batchReciprocal(name)
  return places === 1 ? rows : emitter.add('Mul', [rows, emitter.number(1 / places)])
}

/** A number a channel as it broadcasts against x. */
function along({ emitter, value, axis }: Channels, vector: string): string {
  const behind = value.type.shape.length - 1 - axis
  if (behind === 0) return vector
  return emitter.once(`${vector} along ${behind}`, () =>
    emitter.add('Reshape', [vector, emitter.list('int64', [-1, ...Array.from({ length: behind }, () => 1)])]),
  )
}

function otherAxes({ type: { shape } }: Value, axis: number): number[] {
  return shape.flatMap((_, index) => (index === axis ? [] : [index]))
}

export const channelEmitters: EmittersOf<Pick<NormalizationSignatures, ChannelKinds>> = {
  moments,
  normalize,
  batchNorm,
  batchNormGrad,
}
