/** @file Layers that add noise while training, and nothing else. */
import { withValue, type Feature } from './feature'
import type { Layer, LayersOf } from './layer'
import { wrongRank } from './misfit'

/** Sets some inputs to zero, and scales the rest up so that the mean stays (inverted dropout). */
const dropout: Layer<'dropout'> = {
  kind: 'dropout',
  outputShape: (_spec, { inputShape }) => inputShape,
  parameters: () => [],
  build: ({ id, rate }, { emit, input, noise }) => {
    const factors = noise({ name: id, shape: rowShape(input), draw: { kind: 'dropout', rate } })
    return factors ? withValue(input, emit.op('multiply', [input.value, factors])) : input
  },
}

/** One factor for all places of a channel. */
const spatialDropout: Layer<'spatialDropout'> = {
  kind: 'spatialDropout',
  misfit: (_spec, place) => wrongRank(place, 2, 3),
  outputShape: (_spec, { inputShape }) => inputShape,
  parameters: () => [],
  build: ({ id, rate }, { emit, input, noise }) => {
    const sizes = rowShape(input)
    const channels = input.layout === 'channelsFirst' ? 0 : sizes.length - 1
    const shape = sizes.map((size, axis) => (axis === channels ? size : 1))
    const factors = noise({ name: id, shape, draw: { kind: 'dropout', rate } })
    return factors ? withValue(input, emit.op('multiply', [input.value, factors])) : input
  },
}

const gaussianNoise: Layer<'gaussianNoise'> = {
  kind: 'gaussianNoise',
  outputShape: (_spec, { inputShape }) => inputShape,
  parameters: () => [],
  build: ({ id, deviation }, { emit, input, noise }) => {
    const summands = noise({ name: id, shape: rowShape(input), draw: { kind: 'normal', deviation } })
    return summands ? withValue(input, emit.op('add', [input.value, summands])) : input
  },
}

/** Of a row as it lies. */
function rowShape({ value }: Feature): readonly number[] {
  return value.type.shape.slice(1).map(Number)
}

export const noisyLayers: LayersOf<'dropout' | 'spatialDropout' | 'gaussianNoise'> = {
  dropout,
  spatialDropout,
  gaussianNoise,
}
