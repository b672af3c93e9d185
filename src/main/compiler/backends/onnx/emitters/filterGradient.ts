/** @file What a convolution of pictures teaches its kernel, as products of matrices: faster than a convolution by the gradient. */
import type { OnnxEmitter } from '../onnxEmitter'
import { attribute } from '../proto'
import type { EmitArguments, EmitRule } from './emit'
import { multiplySideways } from './multiplySideways'

/** Below this, one product with the channels of all taps side by side is faster than one a tap (measured). */
const FEW_CHANNELS = 16

type FilterNode = EmitArguments<'conv2dFilterGrad'>['node']

/**
 * Every tap of the kernel sees a picture as large as d: the window of x that lies under it. The gradient of the tap is
 * d [b, o, places] · windowᵀ [b, places, c], summed over the batch.
 */
export const conv2dFilterGrad: EmitRule<'conv2dFilterGrad'> = ({ emitter, node, inputs: [x, d] }) => {
  const { groups } = node.attributes
  const [, channels] = sizesOf(node, 0)
  const windows = tapWindows(emitter, node, x)
  const [, filters, height, width] = sizesOf(node, 1)
  const isTogether = groups === 1 && channels < FEW_CHANNELS
  const left = emitter.add('Reshape', [
    d,
    emitter.list(
      'int64',
      isTogether ? [-1, filters, height * width] : [-1, groups, filters / groups, height * width],
    ),
  ])
  return [isTogether ? allTaps(emitter, node, { left, windows }) : tapByTap(emitter, node, { left, windows })]
}

interface Factors {
  readonly left: string
  /** [b, c, h', w'] a tap. */
  readonly windows: readonly string[]
}

/** One product for all taps: [b, o, places] · [b, taps · c, places]ᵀ. */
function allTaps(emitter: OnnxEmitter, node: FilterNode, { left, windows }: Factors): string {
  const [, channels] = sizesOf(node, 0)
  const [, filters, height, width] = sizesOf(node, 1)
  const [first = ''] = windows
  const joined = windows.length === 1 ? first : emitter.add('Concat', windows, { axis: attribute.int(1) })
  const list = (values: readonly number[]): string => emitter.list('int64', values)
  const right = emitter.add('Reshape', [joined, list([-1, windows.length * channels, height * width])])
  const sum = sumBatch(emitter, multiplySideways(emitter, [left, right], 3))
  const split = emitter.add('Reshape', [sum, list([filters, windows.length, channels])])
  const turned = emitter.add('Transpose', [split], { perm: attribute.ints([0, 2, 1]) })
  return emitter.add('Reshape', [turned, list([filters, channels, ...node.attributes.size])])
}

/** A product a tap: [b, g, o/g, places] · [b, g, c/g, places]ᵀ. */
function tapByTap(emitter: OnnxEmitter, node: FilterNode, { left, windows }: Factors): string {
  const { groups, size } = node.attributes
  const [, channels] = sizesOf(node, 0)
  const [, filters, height, width] = sizesOf(node, 1)
  const list = (values: readonly number[]): string => emitter.list('int64', values)
  const taps = windows.map((window) => {
    const right = emitter.add('Reshape', [window, list([-1, groups, channels / groups, height * width])])
    const sum = sumBatch(emitter, multiplySideways(emitter, [left, right], 4))
    return emitter.add('Reshape', [sum, list([filters, channels / groups, 1])])
  })
  const [first = ''] = taps
  const joined = taps.length === 1 ? first : emitter.add('Concat', taps, { axis: attribute.int(2) })
  return emitter.add('Reshape', [joined, list([filters, channels / groups, ...size])])
}

/** What each tap of the kernel sees of x, row by row of the kernel. */
function tapWindows(emitter: OnnxEmitter, node: FilterNode, x: string): string[] {
  const { size, strides, dilations, margins } = node.attributes
  const [, , height, width] = sizesOf(node, 0)
  const [, , down, right] = sizesOf(node, 1)
  const padded = pad(emitter, x, margins)
  const list = (values: readonly number[]): string => emitter.list('int64', values)
  const isWhole = (axis: 0 | 1, length: number, places: number): boolean =>
    size[axis] === 1 &&
    strides[axis] === 1 &&
    length + margins[axis][0] + Math.max(margins[axis][1], 0) === places
  if (isWhole(0, height, down) && isWhole(1, width, right)) return [padded]
  return Array.from({ length: size[0] * size[1] }, (_, tap) => {
    const starts = [Math.floor(tap / size[1]) * dilations[0], (tap % size[1]) * dilations[1]]
    const ends = [down, right].map(
      (count, axis) => (starts[axis] ?? 0) + (count - 1) * (strides[axis] ?? 1) + 1,
    )
    return emitter.add('Slice', [padded, list(starts), list(ends), list([2, 3]), list(strides)])
  })
}

function pad(emitter: OnnxEmitter, x: string, margins: FilterNode['attributes']['margins']): string {
  const [[top, bottom], [left, right]] = margins
  const ends = [0, 0, top, left, 0, 0, Math.max(bottom, 0), Math.max(right, 0)]
  return ends.some((end) => end > 0) ? emitter.add('Pad', [x, emitter.list('int64', ends)]) : x
}

function sumBatch(emitter: OnnxEmitter, x: string): string {
  return emitter.add('ReduceSum', [x, emitter.list('int64', [0])], { keepdims: attribute.int(0) })
}

function sizesOf(node: FilterNode, input: 0 | 1): [number, number, number, number] {
  const [, channels, height, width] = node.inputs[input].type.shape
  return [0, Number(channels), Number(height), Number(width)]
}
