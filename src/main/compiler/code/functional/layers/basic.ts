/** @file Dense layers, activations, and what stands at both ends of a network. */
import { AppError } from '../../../../../shared/errors/appError'
import type { LayerPlace, LayerSpecOf } from '../../../layers/layer'
import type { Code } from '../dialect'
import { bias, flow, kept, type LayerCalls, type LayerSite, weight } from './layerCall'

function affine(spec: LayerSpecOf<'dense' | 'output'>, site: LayerSite): Code {
  return site.sketch.call('dense', site.input.value, weight(site, spec, 'kernel'), bias(site, spec))
}

function isWhole({ inputShape, head }: LayerPlace): boolean {
  return inputShape.length > 1 && String(inputShape) === String(head.shape)
}

export const basicCalls: LayerCalls<
  'input' | 'onnx' | 'dense' | 'output' | 'activation' | 'leakyRelu' | 'prelu'
> = {
  input: (_spec, { input }) => input,
  onnx: () => {
    throw new AppError('code/backbone')
  },
  dense: (spec, site) => kept(site.sketch.activate(spec.activation, affine(spec, site)), site.input),
  output: (spec, site) =>
    flow(
      isWhole(site.place)
        ? site.sketch.call('reshape', site.input.value, [site.place.head.units])
        : affine(spec, site),
    ),
  activation: ({ activation }, { sketch, input }) => kept(sketch.activate(activation, input.value), input),
  leakyRelu: ({ slope }, { sketch, input }) => kept(sketch.call('leakyRelu', input.value, slope), input),
  prelu: (spec, site) =>
    kept(site.sketch.call('prelu', site.input.value, weight(site, spec, 'alpha')), site.input),
}
