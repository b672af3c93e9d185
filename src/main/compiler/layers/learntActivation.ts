/** @file Activations that have a setting or weights of their own. */
import { acrossPlaces, withValue } from './feature'
import type { Layer, LayersOf } from './layer'
import { plainParameter } from './parameter'

const leakyRelu: Layer<'leakyRelu'> = {
  kind: 'leakyRelu',
  outputShape: (_spec, { inputShape }) => inputShape,
  parameters: () => [],
  build: ({ slope }, { emit, input }) => withValue(input, emit.op('leakyRelu', [input.value], { slope })),
}

/** The slopes begin at 0, as in Keras. */
const prelu: Layer<'prelu'> = {
  kind: 'prelu',
  outputShape: (_spec, { inputShape }) => inputShape,
  parameters: ({ id, isShared }, { inputShape }) => [
    plainParameter(`${id}/alpha`, isShared ? inputShape.slice(-1) : inputShape),
  ],
  build: ({ id }, { emit, input, parameter }) => {
    const slopes = acrossPlaces(emit, parameter(`${id}/alpha`), input)
    return withValue(input, emit.op('prelu', [input.value, slopes]))
  },
}

export const learntActivationLayers: LayersOf<'leakyRelu' | 'prelu'> = { leakyRelu, prelu }
