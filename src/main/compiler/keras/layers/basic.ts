/** @file Dense layers and activations in Keras. */
import type { ActivationName } from '../../../../shared/domain/modelSpec'
import type { LayerPlace, LayerSpecOf } from '../../layers/layer'
import { readActivation, writeActivation } from '../activationNames'
import type { KerasLayer } from '../format'
import { readInitializer } from '../initializers'
import type { KerasPart, KerasReaders, KerasWriters } from './codec'
import { readBias, readKernel, writeBias, writeKernel } from './kernel'

/** What the head makes of the numbers of the last layer, where it is called otherwise. */
const LINKS: Readonly<Record<string, string>> = { exp: 'exponential' }

export const basicWriters: KerasWriters<'dense' | 'output' | 'activation' | 'leakyRelu' | 'prelu'> = {
  dense: (spec) => ({
    className: 'Dense',
    config: {
      ...{ units: spec.units, activation: writeActivation(spec.activation) },
      ...writeBias(spec.useBias),
      ...writeKernel(spec),
    },
  }),
  output: writeOutput,
  activation: ({ activation }) => ({
    className: 'Activation',
    config: { activation: writeActivation(activation) },
  }),
  leakyRelu: ({ slope }) => ({ className: 'LeakyReLU', config: { negative_slope: slope } }),
  prelu: ({ isShared }, { inputShape }) => ({
    className: 'PReLU',
    config: { shared_axes: isShared ? placeAxes(inputShape.length) : null },
  }),
}

/** A whole picture that is given back goes through an activation alone; other numbers get its shape behind the dense layer. */
function writeOutput(
  spec: LayerSpecOf<'output'>,
  { head, inputShape }: LayerPlace,
): KerasLayer | readonly KerasPart[] {
  const activation = LINKS[head.link] ?? head.link
  const isWhole = inputShape.length > 1 && String(inputShape) === String(head.shape)
  if (isWhole) return { className: 'Activation', config: { activation } }
  const weights = { ...writeBias(spec.useBias), ...writeKernel(spec) }
  const dense = { className: 'Dense', config: { units: head.units, activation, ...weights } }
  if (head.shape.length === 1) return dense
  const reshape = { className: 'Reshape', config: { target_shape: head.shape } }
  return [
    { name: 'numbers', ...dense, reads: [''] },
    { name: 'shape', ...reshape, reads: ['numbers'] },
  ]
}

/** All axes but the channels, counted from 1. */
function placeAxes(rank: number): readonly number[] | null {
  return rank > 1 ? Array.from({ length: rank - 1 }, (_, axis) => axis + 1) : null
}

const activation = (name: ActivationName) => ({ kind: 'activation', activation: name }) as const

export const basicReaders: KerasReaders = {
  Dense: (config) => ({
    ...{ kind: 'dense', units: config.number('units'), activation: readActivation(config) },
    ...readBias(config),
    ...readKernel(config),
  }),
  Activation: (config) => activation(readActivation(config)),
  ReLU: (config) => {
    config.only('max_value', null, 6)
    config.only('threshold', 0, null)
    const slope = config.number('negative_slope', 0)
    if (config.has('max_value')) return slope === 0 ? activation('relu6') : config.refuse('negative_slope')
    return slope === 0 ? activation('relu') : { kind: 'leakyRelu', slope }
  },
  ELU: (config) => {
    config.only('alpha', 1)
    return activation('elu')
  },
  Softmax: (config) => {
    config.lastAxis('axis')
    return activation('softmax')
  },
  LeakyReLU: (config) => ({
    kind: 'leakyRelu',
    // Its name in Keras 2, where it begins at 0.3.
    slope: config.has('alpha') ? config.number('alpha') : config.number('negative_slope', 0.3),
  }),
  PReLU: (config) => {
    const first = readInitializer(config, 'alpha_initializer', 'zeros')
    if (first.initializer !== 'zeros') config.remark('initializerReplaced', { initializer: 'alpha' })
    const isShared = config.has('shared_axes')
    config.only('shared_axes', null, [1], [1, 2])
    return { kind: 'prelu', isShared }
  },
}
