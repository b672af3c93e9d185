/** @file Convolutions of pictures in groups, as TensorFlow takes them: channels last, a kernel for each group. */
import type { Value } from '../../../graph/graph'
import type { PictureWindow } from '../../../ops/signature/convolution'
import type { Pair } from '../../../ops/sliding'
import { attribute } from '../proto'
import { FLOAT, type TensorFlowEmitter } from '../tensorFlowEmitter'
import { reshape } from './layout'
import { cutTo, fitSlide, growTo, type Cut } from './margins'
import { correlate, correlateBack, correlateForKernel, type Correlation } from './slidingKernels'

/** [o, c, i, j] → [i, j, c, o], and back. */
const TO_HWIO = [2, 3, 1, 0]
const FROM_HWIO = [3, 2, 0, 1]

/** A convolution by its sizes. */
export interface PictureConvolution {
  readonly window: PictureWindow
  readonly picture: Pair
  readonly size: Pair
  readonly channels: number
  readonly filters: number
}

/** Picture and kernel, or what one of them is convolved with in a gradient. */
type Operands = readonly [string, string]

/** @param operands picture with its channels last; kernel as `kernelOf` gives it */
export function convolvePicture(
  emitter: TensorFlowEmitter,
  form: PictureConvolution,
  [x, kernel]: Operands,
): string {
  const { groups, each, cut } = cutIntoGroups(form)
  const seen = cutTo(emitter, x, cut)
  return perGroup(emitter, groups, [seen, kernel], (operands) => correlate(emitter, each, operands))
}

/** @param operands gradient of what was made, with its channels last; kernel as `kernelOf` gives it */
export function convolveBack(
  emitter: TensorFlowEmitter,
  form: PictureConvolution,
  operands: Operands,
): string {
  const { groups, each, cut } = cutIntoGroups(form)
  const made = perGroup(emitter, groups, operands, (own) => correlateBack(emitter, each, own))
  return growTo(emitter, made, cut)
}

/** @param operands picture and gradient of what was made, channels last @returns as `kernelOf` gives it */
export function convolveForKernel(
  emitter: TensorFlowEmitter,
  form: PictureConvolution,
  [x, d]: Operands,
): string {
  const { groups, each, cut } = cutIntoGroups(form)
  const seen = cutTo(emitter, x, cut)
  return perGroup(emitter, groups, [seen, d], (operands) => correlateForKernel(emitter, each, operands))
}

/** [filters, channels a group, height, width] → [height, width, channels a group, filters]; once a step. */
export function kernelOf(emitter: TensorFlowEmitter, form: PictureConvolution, kernel: string): string {
  const turned = emitter.transpose(kernel, TO_HWIO)
  const shape = depthwiseShape(form)
  return shape ? emitter.once(`by channel ${turned}`, () => reshape(emitter, turned, shape)) : turned
}

/** The inverse. */
export function kernelFrom(emitter: TensorFlowEmitter, form: PictureConvolution, made: string): string {
  const { size, filters } = form
  const isByChannel = depthwiseShape(form) !== null
  const turned = isByChannel ? reshape(emitter, made, [...size, 1, filters]) : made
  return emitter.transpose(turned, FROM_HWIO)
}

/** @param kernel [filters, channels a group, height, width] */
export function formOf(window: PictureWindow, { picture, kernel }: Shapes): PictureConvolution {
  const [filters = 1, channels = 1, ...size] = kernel.map(Number)
  const [height = 1, width = 1] = picture.map(Number).slice(-2)
  const [high = 1, wide = 1] = size
  return {
    window,
    picture: [height, width],
    size: [high, wide],
    channels: channels * window.groups,
    filters,
  }
}

interface Shapes {
  readonly picture: Value['type']['shape']
  readonly kernel: Value['type']['shape']
}

function depthwiseShape({
  window: { groups },
  size,
  channels,
  filters,
}: PictureConvolution): number[] | null {
  return groups > 1 && groups === channels ? [...size, channels, filters / channels] : null
}

interface Grouping {
  readonly groups: number
  readonly each: Correlation
  readonly cut: Cut
}

/** One channel a group has a kernel of its own, which takes them all at once. */
function cutIntoGroups(form: PictureConvolution): Grouping {
  const { window, picture, size, channels, filters } = form
  const slide = fitSlide({ ...window, picture, size })
  const isDepthwise = depthwiseShape(form) !== null
  const groups = isDepthwise ? 1 : window.groups
  const each = { slide, channels: channels / groups, filters: filters / groups, isDepthwise }
  return { groups, each, cut: { from: picture, to: slide.picture } }
}

/** Channels stand last in pictures, filters in kernels. */
function perGroup(
  emitter: TensorFlowEmitter,
  groups: number,
  operands: Operands,
  make: (operands: Operands) => string,
): string {
  if (groups === 1) return make(operands)
  const [first, second] = operands.map((name) => partsOf(emitter, name, groups))
  const made = Array.from({ length: groups }, (_, group) =>
    make([first?.[group] ?? '', second?.[group] ?? '']),
  )
  return emitter.add('ConcatV2', [...made, emitter.integer(LAST)], {
    ...FLOAT,
    N: attribute.int(groups),
    Tidx: attribute.type('int32'),
  })
}

const LAST = 3

function partsOf(emitter: TensorFlowEmitter, name: string, groups: number): string[] {
  const first = emitter.once(`parts ${name} ${groups}`, () =>
    emitter.add('Split', [emitter.integer(LAST), name], { ...FLOAT, num_split: attribute.int(groups) }),
  )
  return Array.from({ length: groups }, (_, group) => (group === 0 ? first : `${first}:${group}`))
}
