/** @file Convolutions of pictures in ONNX, and their transposes. */
import type { PictureWindow } from '../../../ops/signature/convolution'
import { reachOf, type Pair } from '../../../ops/sliding'
import type { OnnxEmitter } from '../onnxEmitter'
import { attribute, type OnnxAttribute } from '../proto'
import type { EmitArguments } from './emit'

/** With a bias or without: ONNX takes it along. */
export function convolve({
  emitter,
  node,
  inputs,
}: EmitArguments<'conv2d'> | EmitArguments<'conv2dBias'>): readonly string[] {
  return [emitter.add('Conv', inputs, windowAttributes(node.attributes))]
}

/**
 * Moved by single elements, the transpose is a convolution with the kernel turned around and all of its margin, which is as
 * fast as any; else ONNX has an operator for it.
 */
export function transposeConvolution({
  emitter,
  node,
  inputs: [d, kernel],
}: EmitArguments<'conv2dInputGrad'>): readonly string[] {
  const { strides, dilations, groups } = node.attributes
  const margins = turnedMargins(node)
  const isDense = strides.every((stride) => stride === 1)
  // The operator of a graphics card mixes up groups (ONNX Runtime 1.30), so there the elements are moved apart instead.
  const isApart = !isDense && groups > 1 && emitter.device !== 'cpu'
  const isConvolution = (isDense || isApart) && margins.flat().every((margin) => margin >= 0)
  if (!isConvolution) return [transpose(emitter, node, [d, kernel])]
  const turned = turnAround(emitter, node, kernel)
  const window = { strides: [1, 1], dilations, margins, groups } as const
  const seen = isApart ? moveApart(emitter, node, d) : d
  return [emitter.add('Conv', [seen, turned], windowAttributes(window))]
}

/** With which the turned kernel gives a picture of the size that is wanted. */
function turnedMargins(node: EmitArguments<'conv2dInputGrad'>['node']): [Pair, Pair] {
  const { strides, dilations, margins, size } = node.attributes
  const [, , ...places] = node.inputs[0].type.shape
  const along = (axis: 0 | 1): Pair => {
    const reach = reachOf({ size: kernelSize(node, axis), dilation: dilations[axis] })
    const [before] = margins[axis]
    const last = (Number(places[axis]) - 1) * strides[axis]
    return [reach - 1 - before, size[axis] + before - 1 - last]
  }
  return [along(0), along(1)]
}

/** Zeros between the elements: as many as the stride is long, less one. */
function moveApart(
  emitter: OnnxEmitter,
  { inputs, attributes: { strides } }: EmitArguments<'conv2dInputGrad'>['node'],
  d: string,
): string {
  const [, channels = 1, height = 1, width = 1] = inputs[0].type.shape.map(Number)
  const [down, right] = strides
  const list = (values: readonly number[]): string => emitter.list('int64', values)
  const cells = emitter.add('Reshape', [d, list([-1, height, 1, width, 1])])
  const padded = emitter.add('Pad', [cells, list([0, 0, 0, 0, 0, 0, 0, down - 1, 0, right - 1])])
  const wide = emitter.add('Reshape', [padded, list([-1, channels, height * down, width * right])])
  const ends = list([(height - 1) * down + 1, (width - 1) * right + 1])
  return emitter.add('Slice', [wide, list([0, 0]), ends, list([2, 3])])
}

function transpose(
  emitter: OnnxEmitter,
  node: EmitArguments<'conv2dInputGrad'>['node'],
  inputs: readonly [d: string, kernel: string],
): string {
  const { strides, dilations, margins, size } = node.attributes
  const [, , ...places] = node.inputs[0].type.shape
  const missing = ([0, 1] as const).map((axis) => {
    const reach = reachOf({ size: kernelSize(node, axis), dilation: dilations[axis] })
    const covered = (Number(places[axis]) - 1) * strides[axis] + reach
    return size[axis] - (covered - margins[axis][0] - margins[axis][1])
  })
  return emitter.add('ConvTranspose', inputs, {
    ...windowAttributes(node.attributes),
    output_padding: attribute.ints(missing),
  })
}

/** [o, c/groups, i, j] → [c, o/groups, i, j], both kernel axes backwards. */
function turnAround(
  emitter: OnnxEmitter,
  { inputs, attributes: { groups } }: EmitArguments<'conv2dInputGrad'>['node'],
  kernel: string,
): string {
  const [filters = 1, channels = 1, height = 1, width = 1] = inputs[1].type.shape.map(Number)
  const taps = height * width
  const list = (values: readonly number[]): string => emitter.list('int64', values)
  const flat = emitter.add('Reshape', [kernel, list([groups, filters / groups, channels, taps])])
  const swapped = emitter.add('Transpose', [flat], { perm: attribute.ints([0, 2, 1, 3]) })
  const order = Array.from({ length: taps }, (_, tap) => taps - 1 - tap)
  const turned =
    taps === 1 ? swapped : emitter.add('Gather', [swapped, list(order)], { axis: attribute.int(3) })
  return emitter.add('Reshape', [turned, list([groups * channels, filters / groups, height, width])])
}

function kernelSize({ inputs }: EmitArguments<'conv2dInputGrad'>['node'], axis: 0 | 1): number {
  return Number(inputs[1].type.shape[axis + 2])
}

export function windowAttributes({
  strides,
  dilations,
  margins: [height, width],
  groups,
}: PictureWindow): Record<string, OnnxAttribute> {
  return {
    strides: attribute.ints(strides),
    dilations: attribute.ints(dilations),
    pads: attribute.ints([height[0], width[0], height[1], width[1]]),
    group: attribute.int(groups),
  }
}
