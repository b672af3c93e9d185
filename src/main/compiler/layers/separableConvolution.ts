/** @file Convolutions of pictures in which every channel has windows of its own. */
import type { Value } from '../graph/graph'
import { channelsFirst } from './feature'
import { biasParameter, finishPicture } from './filters'
import type { Layer, LayerContext, LayerSpecOf } from './layer'
import { wrongRank } from './misfit'
import { kernelParameter, type ParameterSpec } from './parameter'
import { placesOnPicture, toPictureWindow, windowsOf } from './pictureWindow'
import { windowTooLarge } from './sliding'

type DepthwiseSpec = LayerSpecOf<'depthwiseConv2d' | 'separableConv2d'>

/** Kernel [channels · multiplier, 1, height, width], the windows of a channel one after the other. */
export const depthwiseConv2d: Layer<'depthwiseConv2d'> = {
  kind: 'depthwiseConv2d',
  misfit: (spec, place) => wrongRank(place, 3) ?? windowTooLarge(place, windowsOf(spec)),
  outputShape: (spec, { inputShape }) => [
    ...placesOnPicture(inputShape, windowsOf(spec)),
    deepChannels(spec, inputShape),
  ],
  parameters: (spec, { inputShape }) => [
    depthwiseKernel(spec, inputShape, 'kernel'),
    ...biasParameter(spec, deepChannels(spec, inputShape)),
  ],
  build: (spec, context) => finishPicture(spec, context, convolveDepthwise(spec, context, 'kernel')),
}

/** `depthwiseKernel` as above, then `pointwiseKernel` [filters, channels · multiplier, 1, 1]. */
export const separableConv2d: Layer<'separableConv2d'> = {
  kind: 'separableConv2d',
  misfit: (spec, place) => wrongRank(place, 3) ?? windowTooLarge(place, windowsOf(spec)),
  outputShape: (spec, { inputShape }) => [...placesOnPicture(inputShape, windowsOf(spec)), spec.filters],
  parameters: (spec, { inputShape }) => {
    const channels = deepChannels(spec, inputShape)
    const shape = [spec.filters, channels, 1, 1]
    const form = { shape, fanIn: channels, fanOut: spec.filters, unitAxis: 0 }
    return [
      depthwiseKernel(spec, inputShape, 'depthwiseKernel'),
      kernelParameter(spec, form, 'pointwiseKernel'),
      ...biasParameter(spec, spec.filters),
    ]
  },
  build: (spec, context) => {
    const { emit, parameter } = context
    const deep = convolveDepthwise(spec, context, 'depthwiseKernel')
    const made = emit.op('conv2d', [deep, parameter(`${spec.id}/pointwiseKernel`)], {
      strides: [1, 1],
      dilations: [1, 1],
      margins: [
        [0, 0],
        [0, 0],
      ],
      groups: 1,
    })
    return finishPicture(spec, context, made)
  },
}

function deepChannels({ depthMultiplier }: DepthwiseSpec, inputShape: readonly number[]): number {
  return (inputShape[2] ?? 1) * depthMultiplier
}

/** With the fans that Keras counts: as if every window saw all channels. */
function depthwiseKernel(spec: DepthwiseSpec, inputShape: readonly number[], name: string): ParameterSpec {
  const [{ size: height }, { size: width }] = windowsOf(spec)
  const taps = height * width
  const form = {
    shape: [deepChannels(spec, inputShape), 1, height, width],
    fanIn: taps * (inputShape[2] ?? 1),
    fanOut: taps * spec.depthMultiplier,
    unitAxis: 0,
  }
  return kernelParameter(spec, form, name)
}

function convolveDepthwise(
  spec: DepthwiseSpec,
  { emit, input, parameter, place: { inputShape } }: LayerContext,
  name: string,
): Value {
  const window = toPictureWindow(inputShape, windowsOf(spec), inputShape[2])
  return emit.op('conv2d', [channelsFirst(emit, input), parameter(`${spec.id}/${name}`)], window)
}
