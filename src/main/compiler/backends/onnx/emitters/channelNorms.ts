/** @file Normalising channels over the batch and all places, in ONNX. */
import type { NormalizationSignatures } from '../../../ops/signature/normalization'
import { attribute } from '../proto'
import { along, flat, inverseRoot, shareOf, sumOf, type Channels } from './channels'
import { distanceOf, inverseOf, meanOf, varianceOf } from './channelStatistics'
import type { EmitArguments, EmitRule, EmittersOf } from './emit'
import { isPicture, normalizePicture, pictureGradients, pictureMoments } from './pictureNorms'

type ChannelKinds = 'moments' | 'normalize' | 'batchNorm' | 'batchNormGrad'

const moments: EmitRule<'moments'> = ({ emitter, node, inputs: [name] }) => {
  const x: Channels = { emitter, value: node.inputs[0], name, axis: node.attributes.axis }
  return isPicture(x) ? pictureMoments(x) : [meanOf(x), varianceOf(x)].map((value) => flat(x, value))
}

const normalize: EmitRule<'normalize'> = ({ emitter, node, inputs }) => {
  const [name, mean, variance, scale, center] = inputs
  const { axis, epsilon } = node.attributes
  const x: Channels = { emitter, value: node.inputs[0], name, axis }
  if (axis === 1) {
    const five = [name, scale, center, mean, variance]
    return [emitter.add('BatchNormalization', five, { epsilon: attribute.float(epsilon) })]
  }
  const factor = emitter.add('Mul', [scale, inverseRoot(emitter, variance, epsilon)])
  const summand = emitter.add('Sub', [center, emitter.add('Mul', [mean, factor])])
  return [emitter.add('Add', [emitter.add('Mul', [name, along(x, factor)]), along(x, summand)])]
}

const batchNorm: EmitRule<'batchNorm'> = ({ emitter, node, inputs: [name, scale, center] }) => {
  const { axis, epsilon } = node.attributes
  const x: Channels = { emitter, value: node.inputs[0], name, axis }
  if (isPicture(x)) return [normalizePicture(x, { scale, center, epsilon })]
  const factor = emitter.add('Mul', [along(x, scale), inverseOf(x, epsilon)])
  return [emitter.add('Add', [emitter.add('Mul', [distanceOf(x), factor]), along(x, center)])]
}

const batchNormGrad: EmitRule<'batchNormGrad'> = (use) => {
  const { emitter, node, inputs } = use
  const { axis, epsilon } = node.attributes
  const x: Channels = { emitter, value: node.inputs[1], name: inputs[1], axis }
  const [d, , scale] = inputs
  return isPicture(x) ? pictureGradients(x, { d, scale, epsilon }) : rowGradients(x, use)
}

/** With u = x − mean, i = 1/√(variance + ε), N numbers a channel: a·(d − Σd/N − u · i²·Σ(d·u)/N) where a = scale · i. */
function rowGradients(
  x: Channels,
  { emitter, node, inputs: [d, , scale] }: EmitArguments<'batchNormGrad'>,
): readonly string[] {
  const inverse = inverseOf(x, node.attributes.epsilon)
  const distance = distanceOf(x)
  const total = sumOf(x, d)
  const covered = emitter.add('Mul', [sumOf(x, emitter.add('Mul', [d, distance])), inverse])
  const share = shareOf(x)
  const slope = emitter.add('Mul', [emitter.add('Mul', [covered, inverse]), share])
  const rest = emitter.add('Sub', [d, emitter.add('Mul', [distance, slope])])
  const free = emitter.add('Sub', [rest, emitter.add('Mul', [total, share])])
  const factor = emitter.add('Mul', [along(x, scale), inverse])
  return [emitter.add('Mul', [free, factor]), flat(x, covered), flat(x, total)]
}

export const channelEmitters: EmittersOf<Pick<NormalizationSignatures, ChannelKinds>> = {
  moments,
  normalize,
  batchNorm,
  batchNormGrad,
}
