/** @file Windows that are brought to one number, and numbers that are stretched to windows. */
import type { LayerSpecOf } from '../../../layers/layer'
import { toPictureWindow } from '../../../layers/pictureWindow'
import { type PicturePoolKind, type StepPoolKind, windowOf, windowsOf } from '../../../layers/poolingWindow'
import { slideOn } from '../../../layers/sliding'
import type { Flow } from '../sketch'
import { flow, type LayerCalls, type LayerSite } from './layerCall'

function poolSteps(name: StepPoolKind) {
  return (spec: LayerSpecOf<StepPoolKind>, { sketch, input, place }: LayerSite): Flow => {
    const { size, stride, margin } = slideOn(place.inputShape[0] ?? 1, windowOf(spec))
    return flow(sketch.call(name, input.value, size, stride, margin))
  }
}

function poolPicture(name: PicturePoolKind) {
  return (spec: LayerSpecOf<PicturePoolKind>, { sketch, input, place }: LayerSite): Flow => {
    const windows = windowsOf(spec)
    const { strides, margins } = toPictureWindow(place.inputShape, windows)
    const size = [windows[0].size, windows[1].size] as const
    return flow(sketch.call(name, input.value, size, strides, margins))
  }
}

export const poolingCalls: LayerCalls<
  | 'maxPool1d'
  | 'maxPool2d'
  | 'averagePool1d'
  | 'averagePool2d'
  | 'globalMaxPool'
  | 'globalAveragePool'
  | 'upSample1d'
  | 'upSample2d'
> = {
  maxPool1d: poolSteps('maxPool1d'),
  maxPool2d: poolPicture('maxPool2d'),
  averagePool1d: poolSteps('averagePool1d'),
  averagePool2d: poolPicture('averagePool2d'),
  globalMaxPool: (_spec, { sketch, input }) => flow(sketch.call('globalMaxPool', input.value, input.mask)),
  globalAveragePool: (_spec, { sketch, input }) =>
    flow(sketch.call('globalAveragePool', input.value, input.mask)),
  upSample1d: ({ size }, { sketch, input }) => flow(sketch.call('upSample1d', input.value, size)),
  upSample2d: ({ size, interpolation }, { sketch, input }) =>
    flow(sketch.call('upSample2d', input.value, size, interpolation)),
}
