/** @file Layers that only rearrange numbers. */
import { sizeOf } from '../graph/tensorType'
import { channelsLast, feature } from './feature'
import type { Layer, LayersOf } from './layer'
import { marginLayers } from './margins'
import { formatShape, wrongRank } from './misfit'
import { resolveShape } from './resolveShape'

/** In the order of channels last, as Keras has it. A step's mask says nothing of the numbers that come out. */
const flatten: Layer<'flatten'> = {
  kind: 'flatten',
  outputShape: (_spec, { inputShape }) => [sizeOf(inputShape)],
  parameters: () => [],
  build: (_spec, { emit, input, place }) =>
    feature(emit.op('reshape', [channelsLast(emit, input)], { shape: ['batch', sizeOf(place.inputShape)] })),
}

const reshape: Layer<'reshape'> = {
  kind: 'reshape',
  misfit: ({ shape }, { inputShape }) =>
    resolveShape(shape, sizeOf(inputShape)) === null
      ? { reason: 'elementCount', expected: formatShape(shape), found: formatShape(inputShape) }
      : null,
  outputShape: ({ shape }, { inputShape }) => resolveShape(shape, sizeOf(inputShape)) ?? [],
  parameters: () => [],
  build: ({ shape }, { emit, input, place }) => {
    const sizes = resolveShape(shape, sizeOf(place.inputShape)) ?? []
    return feature(emit.op('reshape', [channelsLast(emit, input)], { shape: ['batch', ...sizes] }))
  },
}

const permute: Layer<'permute'> = {
  kind: 'permute',
  misfit: ({ order }, place) => wrongRank(place, order.length),
  outputShape: ({ order }, { inputShape }) => order.map((axis) => inputShape[axis - 1] ?? 1),
  parameters: () => [],
  build: ({ order }, { emit, input }) =>
    feature(emit.op('transpose', [channelsLast(emit, input)], { axes: [0, ...order] })),
}

const repeatVector: Layer<'repeatVector'> = {
  kind: 'repeatVector',
  misfit: (_spec, place) => wrongRank(place, 1),
  outputShape: ({ count }, { inputShape }) => [count, ...inputShape],
  parameters: () => [],
  build: ({ count }, { emit, input, place }) => {
    const row = emit.op('reshape', [input.value], { shape: ['batch', 1, ...place.inputShape] })
    const ones = emit.op('constant', [], { value: 1, shape: [count, 1] })
    return feature(emit.op('multiply', [row, ones]))
  },
}

export const shapingLayers: LayersOf<
  | 'flatten'
  | 'reshape'
  | 'permute'
  | 'repeatVector'
  | 'cropping1d'
  | 'cropping2d'
  | 'zeroPadding1d'
  | 'zeroPadding2d'
> = { flatten, reshape, permute, repeatVector, ...marginLayers }
