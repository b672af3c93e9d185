/** @file Noise and normalisation in Keras. */
import type { LayerPlace, LayerSpecOf } from '../../layers/layer'
import type { Json } from '../format'
import type { KerasConfig } from '../kerasConfig'
import type { KerasReaders, KerasWriters } from './codec'
import { readStart } from './kernel'

type Normalizing = LayerSpecOf<'batchNorm' | 'layerNorm' | 'groupNorm'>

const normalizing = ({ epsilon, scale, center }: Normalizing): Readonly<Record<string, Json>> => ({
  ...{ axis: -1, epsilon, scale, center },
})
const byRank = (name: string, { inputShape }: LayerPlace): string => `${name}${inputShape.length - 1}D`

export const regularWriters: KerasWriters<
  'dropout' | 'spatialDropout' | 'gaussianNoise' | 'batchNorm' | 'layerNorm' | 'groupNorm'
> = {
  dropout: ({ rate }) => ({ className: 'Dropout', config: { rate } }),
  spatialDropout: ({ rate }, place) => ({ className: byRank('SpatialDropout', place), config: { rate } }),
  gaussianNoise: ({ deviation }) => ({ className: 'GaussianNoise', config: { stddev: deviation } }),
  batchNorm: (spec) => ({
    className: 'BatchNormalization',
    config: { ...normalizing(spec), momentum: spec.momentum },
  }),
  layerNorm: (spec) => ({ className: 'LayerNormalization', config: normalizing(spec) }),
  groupNorm: (spec) => ({
    className: 'GroupNormalization',
    config: { ...normalizing(spec), groups: spec.groups },
  }),
}

/** Over the channels, which stand last: Keras counts the axis from either end. */
function readNormalizing(config: KerasConfig) {
  config.lastAxis('axis')
  readStart(config, 'gamma_initializer', 'ones')
  readStart(config, 'beta_initializer', 'zeros')
  return {
    epsilon: config.number('epsilon', 0.001),
    scale: config.boolean('scale', true),
    center: config.boolean('center', true),
  }
}

const readSpatial = (config: KerasConfig) =>
  ({ kind: 'spatialDropout', rate: config.number('rate') }) as const

export const regularReaders: KerasReaders = {
  Dropout: (config) => ({ kind: 'dropout', rate: config.number('rate') }),
  SpatialDropout1D: readSpatial,
  SpatialDropout2D: readSpatial,
  GaussianNoise: (config) => ({ kind: 'gaussianNoise', deviation: config.number('stddev') }),
  BatchNormalization: (config) => {
    readStart(config, 'moving_mean_initializer', 'zeros')
    readStart(config, 'moving_variance_initializer', 'ones')
    return {
      kind: 'batchNorm',
      momentum: config.number('momentum', 0.99),
      ...readNormalizing(config),
    }
  },
  LayerNormalization: (config) => ({ kind: 'layerNorm', ...readNormalizing(config) }),
  GroupNormalization: (config) => ({
    kind: 'groupNorm',
    groups: config.number('groups', 32),
    ...readNormalizing(config),
  }),
}
