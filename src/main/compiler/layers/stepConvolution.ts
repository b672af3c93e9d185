/** @file Convolutions of steps. A step's mask is not handed on, as in Keras. */
import type { Value } from '../graph/graph'
import type { Emit } from '../ops/op'
import { biasParameter, finishSteps, indivisible } from './filters'
import type { Layer, LayerSpecOf } from './layer'
import { wrongRank } from './misfit'
import { kernelParameter } from './parameter'
import { placesOn, slideOn, windowTooLarge, type Window } from './sliding'

/** Kernel [size, channels/groups, filters], as in Keras. */
export const conv1d: Layer<'conv1d'> = {
  kind: 'conv1d',
  misfit: (spec, place) =>
    wrongRank(place, 2) ??
    indivisible(spec.groups, [place.inputShape[1] ?? 0, spec.filters]) ??
    windowTooLarge(place, [windowOf(spec)]),
  outputShape: (spec, { inputShape: [steps = 1] }) => [placesOn(steps, windowOf(spec)), spec.filters],
  parameters: (spec, { inputShape: [, channels = 1] }) => {
    const { kernelSize: size, filters } = spec
    const seen = channels / spec.groups
    const form = { shape: [size, seen, filters], fanIn: size * seen, fanOut: size * filters, unitAxis: 2 }
    return [kernelParameter(spec, form), ...biasParameter(spec, filters)]
  },
  build: (spec, context) => {
    const { emit, input, parameter, place } = context
    const { stride, dilation, margin } = slideOn(place.inputShape[0] ?? 1, windowOf(spec))
    const slide = { stride, dilation, margin }
    const kernel = parameter(`${spec.id}/kernel`)
    if (spec.groups === 1) return finishSteps(spec, context, emit.op('conv1d', [input.value, kernel], slide))
    const filters = emit.op('transpose', [kernel], { axes: [2, 1, 0] })
    const [count = 1, seen = 1, size = 1] = filters.type.shape
    const flat = emit.op('reshape', [filters], { shape: [count, seen, 1, size] })
    return finishSteps(
      spec,
      context,
      slideInGroups(emit, [input.value, flat], { ...slide, groups: spec.groups }),
    )
  },
}

/** `depthwiseKernel` [channels · multiplier, 1, 1, size], then `pointwiseKernel` [1, channels · multiplier, filters]. */
export const separableConv1d: Layer<'separableConv1d'> = {
  kind: 'separableConv1d',
  misfit: (spec, place) => wrongRank(place, 2) ?? windowTooLarge(place, [windowOf(spec)]),
  outputShape: (spec, { inputShape: [steps = 1] }) => [placesOn(steps, windowOf(spec)), spec.filters],
  parameters: (spec, { inputShape: [, channels = 1] }) => {
    const { kernelSize: size, filters, depthMultiplier } = spec
    const deep = channels * depthMultiplier
    const depthwise = {
      shape: [deep, 1, 1, size],
      fanIn: size * channels,
      fanOut: size * depthMultiplier,
      unitAxis: 0,
    }
    const pointwise = { shape: [1, deep, filters], fanIn: deep, fanOut: filters, unitAxis: 2 }
    return [
      kernelParameter(spec, depthwise, 'depthwiseKernel'),
      kernelParameter(spec, pointwise, 'pointwiseKernel'),
      ...biasParameter(spec, filters),
    ]
  },
  build: (spec, context) => {
    const { emit, input, parameter, place } = context
    const [steps = 1, channels = 1] = place.inputShape
    const slide = { ...slideOn(steps, windowOf(spec)), groups: channels }
    const deep = slideInGroups(emit, [input.value, parameter(`${spec.id}/depthwiseKernel`)], slide)
    const window = { stride: 1, dilation: 1, margin: [0, 0] } as const
    const made = emit.op('conv1d', [deep, parameter(`${spec.id}/pointwiseKernel`)], window)
    return finishSteps(spec, context, made)
  },
}

type StepSpec = LayerSpecOf<'conv1d' | 'separableConv1d'>

function windowOf({ kernelSize, strides, dilation, padding }: StepSpec): Window {
  return { size: kernelSize, stride: strides, dilation, padding }
}

interface GroupedSlide extends Pick<Window, 'stride' | 'dilation'> {
  readonly margin: readonly [number, number]
  readonly groups: number
}

/** By way of a picture of height 1, whose convolution knows groups. @param kernel [filters, channels/groups, 1, size] */
function slideInGroups(
  emit: Emit,
  [steps, kernel]: readonly [Value, Value],
  { stride, dilation, margin, groups }: GroupedSlide,
): Value {
  const [batch = 1, length = 1, channels = 1] = steps.type.shape
  const turned = emit.op('transpose', [steps], { axes: [0, 2, 1] })
  const picture = emit.op('reshape', [turned], { shape: [batch, channels, 1, length] })
  const made = emit.op('conv2d', [picture, kernel], {
    strides: [1, stride],
    dilations: [1, dilation],
    margins: [[0, 0], margin],
    groups,
  })
  const [, filters = 1, , places = 1] = made.type.shape
  const flat = emit.op('reshape', [made], { shape: [batch, filters, places] })
  return emit.op('transpose', [flat], { axes: [0, 2, 1] })
}
