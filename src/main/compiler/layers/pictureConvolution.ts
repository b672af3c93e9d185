/** @file Convolutions of pictures, and their transpose. Kernels lie as ops want them; `kerasLayout` says how Keras has them. */
import { channelsFirst } from './feature'
import { biasParameter, finishPicture, indivisible } from './filters'
import type { Layer } from './layer'
import { wrongRank } from './misfit'
import { kernelParameter } from './parameter'
import { placesOnPicture, toPictureWindow, windowsOf, type Windows } from './pictureWindow'
import { windowTooLarge } from './sliding'

/** Kernel [filters, channels/groups, height, width]. */
export const conv2d: Layer<'conv2d'> = {
  kind: 'conv2d',
  misfit: (spec, place) =>
    wrongRank(place, 3) ??
    indivisible(spec.groups, [place.inputShape[2] ?? 0, spec.filters]) ??
    windowTooLarge(place, windowsOf(spec)),
  outputShape: (spec, { inputShape }) => [...placesOnPicture(inputShape, windowsOf(spec)), spec.filters],
  parameters: (spec, { inputShape: [, , channels = 1] }) => {
    const [{ size: height }, { size: width }] = windowsOf(spec)
    const seen = channels / spec.groups
    const taps = height * width
    const form = {
      shape: [spec.filters, seen, height, width],
      fanIn: taps * seen,
      fanOut: taps * spec.filters,
    }
    return [kernelParameter(spec, { ...form, unitAxis: 0 }), ...biasParameter(spec, spec.filters)]
  },
  build: (spec, context) => {
    const { emit, input, parameter, place } = context
    const window = toPictureWindow(place.inputShape, windowsOf(spec), spec.groups)
    const kernel = parameter(`${spec.id}/kernel`)
    return finishPicture(spec, context, emit.op('conv2d', [channelsFirst(emit, input), kernel], window))
  },
}

/**
 * Kernel [channels, filters, height, width]: that of the convolution whose transpose it is, from the picture that comes out
 * to the one that goes in. `same` makes length · stride, `valid` as much more as the kernel is longer than the stride.
 */
export const conv2dTranspose: Layer<'conv2dTranspose'> = {
  kind: 'conv2dTranspose',
  misfit: (_spec, place) => wrongRank(place, 3),
  outputShape: (spec, { inputShape }) => [...enlarged(inputShape, windowsOf(spec)), spec.filters],
  parameters: (spec, { inputShape: [, , channels = 1] }) => {
    const [{ size: height }, { size: width }] = windowsOf(spec)
    const taps = height * width
    const shape = [channels, spec.filters, height, width]
    // Keras takes the fans of the convolution that this transposes.
    const form = { shape, fanIn: taps * spec.filters, fanOut: taps * channels, unitAxis: 1 }
    return [kernelParameter(spec, form), ...biasParameter(spec, spec.filters)]
  },
  build: (spec, context) => {
    const { emit, input, parameter, place } = context
    const windows = windowsOf(spec)
    const size = enlarged(place.inputShape, windows)
    const attributes = { ...toPictureWindow(size, windows), size }
    const kernel = parameter(`${spec.id}/kernel`)
    const made = emit.op('conv2dInputGrad', [channelsFirst(emit, input), kernel], attributes)
    return finishPicture(spec, context, made)
  },
}

function enlarged(inputShape: readonly number[], windows: Windows): [height: number, width: number] {
  const along = (axis: 0 | 1): number => {
    const { size, stride, padding } = windows[axis]
    return (inputShape[axis] ?? 1) * stride + (padding === 'same' ? 0 : Math.max(size - stride, 0))
  }
  return [along(0), along(1)]
}
