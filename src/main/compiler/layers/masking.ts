/** @file Tells padding from steps by its numbers. */
import { feature } from './feature'
import type { Layer } from './layer'
import { wrongRank } from './misfit'

/** Padding is set to zero, too, as in Keras. */
export const masking: Layer<'masking'> = {
  kind: 'masking',
  misfit: (_spec, place) => wrongRank(place, 2),
  outputShape: (_spec, { inputShape }) => inputShape,
  parameters: () => [],
  build: ({ value }, { emit, input }) => {
    const [batch = 'batch', steps = 1] = input.value.type.shape
    const differences = emit.op('differsFrom', [input.value], { value })
    const count = emit.op('sumTo', [differences], { shape: [batch, steps, 1] })
    const isStep = emit.op('step', [count])
    const mask = emit.op('reshape', [isStep], { shape: [batch, steps] })
    return feature(emit.op('multiply', [input.value, isStep]), mask)
  },
}
