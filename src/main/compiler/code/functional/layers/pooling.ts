/** @file Windows that are brought to one number, and numbers that are stretched to windows. */
import type { LayerSpecOf } from '../../../layers/layer'
import { toPictureWindow } from '../../../layers/pictureWindow'
import { slideOn } from '../../../layers/sliding'
import type { Flow } from '../sketch'
import { flow, type LayerCalls, type LayerSite } from './layerCall'

type Pool1d = LayerSpecOf<'maxPool1d' | 'averagePool1d'>
type Pool2d = LayerSpecOf<'maxPool2d' | 'averagePool2d'>

function poolSteps(name: 'maxPool1d' | 'averagePool1d') {
  return ({ poolSize, strides, padding }: Pool1d, { sketch, input, place }: LayerSite): Flow => {
    const window = { size: poolSize, stride: strides || poolSize, dilation: 1, padding }
    const { size, stride, margin } = slideOn(place.inputShape[0] ?? 1, window)
    return flow(sketch.call(name, input.value, size, stride, margin))
  }
}

function poolPicture(name: 'maxPool2d' | 'averagePool2d') {
  return (spec: Pool2d, { sketch, input, place }: LayerSite): Flow => {
    const width = spec.poolWidth || spec.poolSize
    const { padding } = spec
    const { strides, margins } = toPictureWindow(place.inputShape, [
      { size: spec.poolSize, stride: spec.strides || spec.poolSize, dilation: 1, padding },
      { size: width, stride: spec.strides || width, dilation: 1, padding },
    ])
    return flow(sketch.call(name, input.value, [spec.poolSize, width], strides, margins))
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
