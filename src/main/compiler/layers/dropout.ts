/** @file Sets some inputs to zero while training, and scales the rest up so that the mean stays (inverted dropout). */
import type { Layer } from './layer'

export const dropout: Layer<'dropout'> = {
  kind: 'dropout',
  outputShape: (_spec, { inputShape }) => inputShape,
  parameters: () => [],
  build: ({ id, rate }, { emit, x, mask }) => {
    const factors = mask(id, rate)
    return factors ? emit.op('multiply', [x, factors]) : x
  },
}
