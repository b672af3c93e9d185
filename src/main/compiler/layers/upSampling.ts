/** @file Layers that make steps or pictures larger, without weights. */
import { channelsFirst, feature, picture } from './feature'
import type { Layer } from './layer'
import { wrongRank } from './misfit'

/** Every step `size` times. */
export const upSample1d: Layer<'upSample1d'> = {
  kind: 'upSample1d',
  misfit: (_spec, place) => wrongRank(place, 2),
  outputShape: ({ size }, { inputShape: [steps = 1, channels = 1] }) => [steps * size, channels],
  parameters: () => [],
  build: ({ size }, { emit, input, place: { inputShape } }) => {
    const [steps = 1, channels = 1] = inputShape
    const high = emit.op('reshape', [input.value], { shape: ['batch', 1, steps, channels] })
    const higher = emit.op('upsample2d', [high], { factors: [size, 1], interpolation: 'nearest' })
    return feature(emit.op('reshape', [higher], { shape: ['batch', steps * size, channels] }))
  },
}

export const upSample2d: Layer<'upSample2d'> = {
  kind: 'upSample2d',
  misfit: (_spec, place) => wrongRank(place, 3),
  outputShape: ({ size }, { inputShape: [height = 1, width = 1, channels = 1] }) => [
    height * size,
    width * size,
    channels,
  ],
  parameters: () => [],
  build: ({ size, interpolation }, { emit, input }) => {
    const small = channelsFirst(emit, input)
    return picture(emit.op('upsample2d', [small], { factors: [size, size], interpolation }))
  },
}
