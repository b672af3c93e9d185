/** @file Layers that bring numbers to mean 0 and variance 1. */
import type { Value } from '../graph/graph'
import { batchNorm } from './batchNorm'
import { channelsFirst, channelsLast, feature, type Feature } from './feature'
import { indivisible } from './filters'
import type { Layer, LayerContext, LayersOf } from './layer'
import { scaleAndCenter, scaleParameters } from './scaleAndCenter'

const layerNorm: Layer<'layerNorm'> = {
  kind: 'layerNorm',
  outputShape: (_spec, { inputShape }) => inputShape,
  parameters: (spec, { inputShape }) => scaleParameters(spec, inputShape.at(-1) ?? 1),
  build: (spec, context) => {
    const { emit, input } = context
    const [scale, center] = scaleAndCenter(spec, context)
    const { epsilon } = spec
    return feature(emit.op('layerNorm', [channelsLast(emit, input), scale, center], { epsilon }), input.mask)
  },
}

/** A group's channels and all their places lie one behind the other where the channels come first. */
const groupNorm: Layer<'groupNorm'> = {
  kind: 'groupNorm',
  misfit: ({ groups }, { inputShape }) => indivisible(groups, inputShape.slice(-1)),
  outputShape: (_spec, { inputShape }) => inputShape,
  parameters: (spec, { inputShape }) => scaleParameters(spec, inputShape.at(-1) ?? 1),
  build: (spec, context) => {
    const { emit } = context
    const x = withChannelsInFront(context)
    const { shape } = x.type
    const [batch = 'batch', channels = 1, ...places] = shape
    const size = places.reduce<number>(
      (product, place) => product * Number(place),
      Number(channels) / spec.groups,
    )
    const groups = emit.op('reshape', [x], { shape: [batch, spec.groups, size] })
    const standard = emit.op('standardize', [groups], { epsilon: spec.epsilon })
    const [scale, center] = scaleAndCenter(spec, context).map((vector) =>
      emit.op('reshape', [vector], { shape: [channels, ...places.map(() => 1)] }),
    )
    const back = emit.op('reshape', [standard], { shape })
    const scaled = spec.scale && scale ? emit.op('multiply', [back, scale]) : back
    const value = spec.center && center ? emit.op('add', [scaled, center]) : scaled
    return channelsBehind(context, value)
  },
}

function withChannelsInFront({ emit, input }: LayerContext): Value {
  const rank = input.value.type.shape.length
  if (rank === 4) return channelsFirst(emit, input)
  return rank === 3 ? emit.op('transpose', [input.value], { axes: [0, 2, 1] }) : input.value
}

/** Steps have their channels behind them; pictures stay as they are. */
function channelsBehind({ emit, input }: LayerContext, value: Value): Feature {
  const rank = value.type.shape.length
  if (rank === 4) return { ...input, value, layout: 'channelsFirst' }
  return feature(rank === 3 ? emit.op('transpose', [value], { axes: [0, 2, 1] }) : value, input.mask)
}

export const normalizingLayers: LayersOf<'batchNorm' | 'layerNorm' | 'groupNorm'> = {
  batchNorm,
  layerNorm,
  groupNorm,
}
