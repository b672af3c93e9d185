/** @file Layers of any network: input, dense, output, activations. */
import { activate, activateFeature } from './activations'
import { affineParameters, buildAffine } from './affine'
import { channelsLast, feature } from './feature'
import { proxyParameters } from './proxies'
import type { Layer, LayerPlace, LayersOf } from './layer'
import { wrongRank } from './misfit'

/** Stands for one of the data's inputs, which the plan hands to it. */
const input: Layer<'input'> = {
  kind: 'input',
  outputShape: (_spec, { inputShape }) => inputShape,
  parameters: () => [],
  build: (_spec, context) => context.input,
}

const dense: Layer<'dense'> = {
  kind: 'dense',
  outputShape: ({ units }, { inputShape }) => [...inputShape.slice(0, -1), units],
  parameters: (spec, place) => affineParameters(spec, place, spec.units),
  build: (spec, context) => {
    const { emit, input } = context
    return feature(activate(emit, spec.activation, buildAffine(spec, context)), input.mask)
  },
}

/**
 * As many units as the goal needs, in a row; its activation belongs to the head. What already has the shape of the picture or
 * sequence that is to be made is put out as it is.
 */
const output: Layer<'output'> = {
  kind: 'output',
  misfit: (_spec, place) => (isWhole(place) ? null : wrongRank(place, 1)),
  outputShape: (_spec, { head }) => [head.units],
  parameters: (spec, place) => [
    ...(isWhole(place) ? [] : affineParameters(spec, place, place.head.units)),
    ...proxyParameters(spec.id, place.head),
  ],
  build: (spec, context) => {
    const { emit, input, place } = context
    if (!isWhole(place)) return feature(buildAffine(spec, context))
    return feature(emit.op('reshape', [channelsLast(emit, input)], { shape: ['batch', place.head.units] }))
  },
}

function isWhole({ inputShape, head }: LayerPlace): boolean {
  return inputShape.length > 1 && String(inputShape) === String(head.shape)
}

const activation: Layer<'activation'> = {
  kind: 'activation',
  outputShape: (_spec, { inputShape }) => inputShape,
  parameters: () => [],
  build: (spec, { emit, input }) => activateFeature(emit, spec.activation, input),
}

export const basicLayers: LayersOf<'input' | 'dense' | 'output' | 'activation'> = {
  input,
  dense,
  output,
  activation,
}
