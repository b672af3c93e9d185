/** @file Layers that make steps or pictures smaller or larger, without weights. */
import { channelsFirst, feature, picture } from './feature'
import { globalAveragePool, globalMaxPool } from './globalPooling'
import type { Layer, LayersOf } from './layer'
import { wrongRank } from './misfit'
import { placesOnPicture, toPictureWindow } from './pictureWindow'
import { type PicturePoolKind, type StepPoolKind, windowOf, windowsOf } from './poolingWindow'
import { placesOn, slideOn, windowTooLarge } from './sliding'
import { upSample1d, upSample2d } from './upSampling'

/** The op has the name of its layer. */
function stepPool<K extends StepPoolKind>(kind: K): Layer<K> {
  const opKind: StepPoolKind = kind
  const layer: Omit<Layer<StepPoolKind>, 'kind'> = {
    misfit: (spec, place) => wrongRank(place, 2) ?? windowTooLarge(place, [windowOf(spec)]),
    outputShape: (spec, { inputShape: [steps = 1, channels = 1] }) => [
      placesOn(steps, windowOf(spec)),
      channels,
    ],
    parameters: () => [],
    build: (spec, { emit, input, place }) => {
      const { size, stride, margin } = slideOn(place.inputShape[0] ?? 1, windowOf(spec))
      return feature(emit.op(opKind, [input.value], { size, stride, margin }))
    },
  }
  // Layers of both kinds read the same settings, which the type of one kind hides.
  return { kind, ...layer } as unknown as Layer<K>
}

function picturePool<K extends PicturePoolKind>(kind: K): Layer<K> {
  const opKind: PicturePoolKind = kind
  const layer: Omit<Layer<PicturePoolKind>, 'kind'> = {
    misfit: (spec, place) => wrongRank(place, 3) ?? windowTooLarge(place, windowsOf(spec)),
    outputShape: (spec, { inputShape }) => [
      ...placesOnPicture(inputShape, windowsOf(spec)),
      inputShape[2] ?? 1,
    ],
    parameters: () => [],
    build: (spec, { emit, input, place }) => {
      const windows = windowsOf(spec)
      const { strides, margins } = toPictureWindow(place.inputShape, windows)
      const size = [windows[0].size, windows[1].size] as const
      return picture(emit.op(opKind, [channelsFirst(emit, input)], { size, strides, margins }))
    },
  }
  return { kind, ...layer } as unknown as Layer<K>
}

export const poolingLayers: LayersOf<
  | 'maxPool1d'
  | 'maxPool2d'
  | 'averagePool1d'
  | 'averagePool2d'
  | 'globalMaxPool'
  | 'globalAveragePool'
  | 'upSample1d'
  | 'upSample2d'
> = {
  maxPool1d: stepPool('maxPool1d'),
  maxPool2d: picturePool('maxPool2d'),
  averagePool1d: stepPool('averagePool1d'),
  averagePool2d: picturePool('averagePool2d'),
  globalMaxPool,
  globalAveragePool,
  upSample1d,
  upSample2d,
}
