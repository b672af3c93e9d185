/** @file The transpose of a convolution of pictures in ONNX: what its input is taught, and layers that make pictures larger. */
import type { PictureWindow } from '../../../ops/signature/convolution'
import { reachOf, type Pair } from '../../../ops/sliding'
import type { OnnxEmitter } from '../onnxEmitter'
import { attribute } from '../proto'
import type { EmitArguments } from './emit'
import { windowAttributes } from './pictureConvolution'

type TransposedNode = EmitArguments<'conv2dInputGrad'>['node']

/**
 * An operator of its own: on one or two processors never slower than a convolution with the kernel turned around and all of
 * its margin, and up to twice as fast (measured). A graphics card has it the other way round, where single elements are moved by.
 */
export function transposeConvolution({
  emitter,
  node,
  inputs: [d, kernel],
}: EmitArguments<'conv2dInputGrad'>): readonly string[] {
  const { strides, dilations, groups } = node.attributes
  const margins = turnedMargins(node)
  const isCard = emitter.device !== 'cpu'
  const isDense = strides.every((stride) => stride === 1)
  // The operator of a graphics card mixes up groups (ONNX Runtime 1.30), so there the elements are moved apart instead.
  const isApart = !isDense && groups > 1 && isCard
  const isConvolution = isApart || (isDense && isCard)
  if (!isConvolution || margins.flat().some((margin) => margin < 0)) {
    return [
      transposeByOperator(emitter, formOf(node, [kernelSize(node, 0), kernelSize(node, 1)]), [d, kernel]),
    ]
  }
  const turned = turnAround(emitter, node, kernel)
  const window = { strides: [1, 1], dilations, margins, groups } as const
  const seen = isApart ? moveApart(emitter, node, d) : d
  return [emitter.add('Conv', [seen, turned], windowAttributes(window))]
}

function formOf({ inputs: [d], attributes }: TransposedNode, kernel: Pair): TransposedForm {
  const [, , height = 1, width = 1] = d.type.shape.map(Number)
  return { ...attributes, kernel, places: [height, width] }
}

/** With which the turned kernel gives a picture of the size that is wanted. */
function turnedMargins(node: TransposedNode): [Pair, Pair] {
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
  { inputs, attributes: { strides } }: TransposedNode,
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

/** A transpose from `places` to `size`, [height, width] each. */
export interface TransposedForm extends PictureWindow {
  readonly kernel: Pair
  readonly places: Pair
  readonly size: Pair
}

/** Without margins, which the operator is slow with: what they would take away is cut off behind it. */
export function transposeByOperator(
  emitter: OnnxEmitter,
  { strides, dilations, margins, groups, kernel, places, size }: TransposedForm,
  inputs: readonly [d: string, kernel: string],
): string {
  const axes = ([0, 1] as const).map((axis) => {
    const reach = reachOf({ size: kernel[axis], dilation: dilations[axis] })
    const covered = (places[axis] - 1) * strides[axis] + reach
    const start = margins[axis][0]
    const end = start + size[axis]
    // The operator itself adds less than a stride.
    const more = Math.min(Math.max(end - covered, 0), Math.max(strides[axis], dilations[axis]) - 1)
    return { start, end, made: covered + more, more }
  })
  const whole = emitter.add('ConvTranspose', inputs, {
    ...windowAttributes({ strides, dilations, margins: [NONE, NONE], groups }),
    output_padding: attribute.ints(axes.map(({ more }) => more)),
  })
  const cut = axes.map(({ start, end, made }) => [-start, end - made] as const)
  return cut.flat().every((margin) => margin === 0) ? whole : resize(emitter, whole, cut)
}

const NONE = [0, 0] as const

/** Cuts where a margin is below zero, adds zeros where it is above. */
function resize(emitter: OnnxEmitter, x: string, margins: readonly (readonly [number, number])[]): string {
  const list = (values: readonly number[]): string => emitter.list('int64', values)
  const befores = margins.map(([before]) => before)
  const afters = margins.map(([, after]) => after)
  if ([...befores, ...afters].some((margin) => margin > 0)) {
    return emitter.add('Pad', [x, list([0, 0, ...befores, 0, 0, ...afters])])
  }
  const ends = afters.map((after) => (after === 0 ? LAST : after))
  return emitter.add('Slice', [x, list(befores.map(Math.abs)), list(ends), list([2, 3])])
}

/** Stands for the end of an axis, however long it is. */
const LAST = 2 ** 31 - 1

/** [o, c/groups, i, j] → [c, o/groups, i, j], both kernel axes backwards. */
function turnAround(
  emitter: OnnxEmitter,
  { inputs, attributes: { groups } }: TransposedNode,
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

function kernelSize({ inputs }: TransposedNode, axis: 0 | 1): number {
  return Number(inputs[1].type.shape[axis + 2])
}
