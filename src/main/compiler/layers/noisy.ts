/** @file Layers that add noise while training, and nothing else. */
import { withValue } from './feature'
import type { Layer, LayersOf } from './layer'

/** Sets some inputs to zero, and scales the rest up so that the mean stays (inverted dropout). */
const dropout: Layer<'dropout'> = {
  kind: 'dropout',
  outputShape: (_spec, { inputShape }) => inputShape,
  parameters: () => [],
  build: ({ id, rate }, { emit, input, noise }) => {
    const shape = input.value.type.shape.slice(1).map(Number)
    const factors = noise({ name: id, shape, draw: { kind: 'dropout', rate } })
    return factors ? withValue(input, emit.op('multiply', [input.value, factors])) : input
  },
}

export const noisyLayers: LayersOf<'dropout' | 'spatialDropout' | 'gaussianNoise'> = { dropout }
