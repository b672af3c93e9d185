/** @file Where a step stands, added to what it holds: without it, attention does not know the order. */
import { PLAIN_WEIGHTS } from '../../../shared/domain/modelSpec'
import { withValue } from './feature'
import type { Layer } from './layer'
import { wrongRank } from './misfit'
import { kernelParameter } from './parameter'

export const positionalEncoding: Layer<'positionalEncoding'> = {
  kind: 'positionalEncoding',
  misfit: (_spec, place) => wrongRank(place, 2),
  outputShape: (_spec, { inputShape }) => inputShape,
  parameters: ({ id, method }, { inputShape: [steps = 1, channels = 1] }) => {
    const form = { shape: [steps, channels], fanIn: steps, fanOut: channels }
    const settings = { id, initializer: 'glorotUniform', ...PLAIN_WEIGHTS } as const
    return method === 'learnt' ? [kernelParameter(settings, form, 'positions')] : []
  },
  build: ({ id, method }, { emit, input, parameter, place }) => {
    const [steps = 1, channels = 1] = place.inputShape
    const positions =
      method === 'learnt' ? parameter(`${id}/positions`) : emit.op('sinusoids', [], { steps, channels })
    return withValue(input, emit.op('add', [input.value, positions]))
  },
}
