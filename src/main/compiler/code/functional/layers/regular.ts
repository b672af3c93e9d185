/** @file Noise in training, and numbers brought to a common scale. */
import type { LayerSpecOf } from '../../../layers/layer'
import type { Argument } from '../dialect'
import { TRAINING } from '../sketch'
import { kept, type LayerCalls, type LayerSite, weight } from './layerCall'

function norms(spec: LayerSpecOf<'batchNorm' | 'layerNorm' | 'groupNorm'>, site: LayerSite): Argument[] {
  return [
    spec.scale ? weight(site, spec, 'scale') : null,
    spec.center ? weight(site, spec, 'center') : null,
    spec.epsilon,
  ]
}

export const regularCalls: LayerCalls<
  'dropout' | 'spatialDropout' | 'gaussianNoise' | 'batchNorm' | 'layerNorm' | 'groupNorm'
> = {
  dropout: ({ rate }, { sketch, input }) =>
    rate === 0 ? input : kept(sketch.call('dropout', input.value, rate, [], TRAINING), input),
  spatialDropout: ({ rate }, { sketch, input, place }) => {
    const places = place.inputShape.slice(1).map((_, axis) => axis + 1)
    return rate === 0 ? input : kept(sketch.call('dropout', input.value, rate, places, TRAINING), input)
  },
  gaussianNoise: ({ deviation }, { sketch, input }) =>
    deviation === 0 ? input : kept(sketch.call('gaussianNoise', input.value, deviation, TRAINING), input),
  batchNorm: (spec, site) => {
    const { sketch, input, place } = site
    const mask = place.inputShape.length === 2 ? input.mask : null
    const running = [weight(site, spec, 'mean'), weight(site, spec, 'variance'), spec.momentum]
    const value = sketch.call('batchNorm', input.value, ...norms(spec, site), ...running, mask, TRAINING)
    return kept(value, input)
  },
  layerNorm: (spec, site) =>
    kept(site.sketch.call('layerNorm', site.input.value, ...norms(spec, site)), site.input),
  groupNorm: (spec, site) =>
    kept(site.sketch.call('groupNorm', site.input.value, ...norms(spec, site), spec.groups), site.input),
}
