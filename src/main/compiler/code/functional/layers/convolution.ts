/** @file Convolutions over steps and pictures. */
import type { LayerSpecOf } from '../../../layers/layer'
import { toPictureWindow, windowsOf } from '../../../layers/pictureWindow'
import { slideOn } from '../../../layers/sliding'
import type { Argument } from '../dialect'
import { bias, flow, type LayerCalls, type LayerSite, weight } from './layerCall'

type PictureSpec = LayerSpecOf<'conv2d' | 'depthwiseConv2d' | 'separableConv2d'>

/** [strides, dilations, margins] of a window over a picture. */
function pictureArguments(spec: PictureSpec, { place }: LayerSite): readonly Argument[] {
  const { strides, dilations, margins } = toPictureWindow(place.inputShape, windowsOf(spec))
  return [strides, dilations, margins]
}

const ONE_BY_ONE: readonly Argument[] = [
  [1, 1],
  [1, 1],
  [
    [0, 0],
    [0, 0],
  ],
]

function stepSlide(
  { kernelSize, strides, dilation, padding }: LayerSpecOf<'conv1d' | 'separableConv1d'>,
  { place }: LayerSite,
): readonly Argument[] {
  const slide = slideOn(place.inputShape[0] ?? 1, { size: kernelSize, stride: strides, dilation, padding })
  return [slide.stride, slide.dilation, slide.margin]
}

export const convolutionCalls: LayerCalls<
  'conv1d' | 'conv2d' | 'depthwiseConv2d' | 'separableConv1d' | 'separableConv2d' | 'conv2dTranspose'
> = {
  conv1d: (spec, site) => {
    const { sketch, input } = site
    const slide = stepSlide(spec, site)
    const made = sketch.call(
      'conv1d',
      ...[input.value, weight(site, spec, 'kernel'), bias(site, spec), ...slide, spec.groups],
    )
    return flow(sketch.activate(spec.activation, made))
  },
  conv2d: (spec, site) => {
    const { sketch, input } = site
    const made = sketch.call(
      'conv2d',
      ...[input.value, weight(site, spec, 'kernel'), bias(site, spec)],
      ...[...pictureArguments(spec, site), spec.groups],
    )
    return flow(sketch.activate(spec.activation, made))
  },
  depthwiseConv2d: (spec, site) => {
    const { sketch, input, place } = site
    const made = sketch.call(
      'conv2d',
      ...[input.value, weight(site, spec, 'kernel'), bias(site, spec)],
      ...[...pictureArguments(spec, site), place.inputShape[2] ?? 1],
    )
    return flow(sketch.activate(spec.activation, made))
  },
  separableConv1d: (spec, site) => {
    const { sketch, input } = site
    const kernels = [weight(site, spec, 'depthwiseKernel'), weight(site, spec, 'pointwiseKernel')]
    const made = sketch.call(
      'separableConv1d',
      ...[input.value, ...kernels, bias(site, spec), ...stepSlide(spec, site)],
    )
    return flow(sketch.activate(spec.activation, made))
  },
  separableConv2d: (spec, site) => {
    const { sketch, input, place } = site
    const deep = sketch.call(
      'conv2d',
      ...[input.value, weight(site, spec, 'depthwiseKernel'), null],
      ...[...pictureArguments(spec, site), place.inputShape[2] ?? 1],
    )
    const made = sketch.call(
      'conv2d',
      ...[deep, weight(site, spec, 'pointwiseKernel'), bias(site, spec), ...ONE_BY_ONE, 1],
    )
    return flow(sketch.activate(spec.activation, made))
  },
  conv2dTranspose: (spec, site) => {
    const { sketch, input, place } = site
    const windows = windowsOf(spec)
    const size = windows.map((window, axis) => {
      const length = (place.inputShape[axis] ?? 1) * window.stride
      return length + (window.padding === 'same' ? 0 : Math.max(window.size - window.stride, 0))
    })
    const { strides, margins } = toPictureWindow(size, windows)
    const made = sketch.call(
      'conv2dTranspose',
      ...[input.value, weight(site, spec, 'kernel'), bias(site, spec)],
      ...[strides, margins, size],
    )
    return flow(sketch.activate(spec.activation, made))
  },
}
