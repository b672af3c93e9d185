/** @file TensorFlow's kernels of convolutions, and ways around what those for the processor do not know. */
import type { Pair } from '../../../ops/sliding'
import { attribute } from '../proto'
import { FLOAT, type TensorFlowEmitter } from '../tensorFlowEmitter'
import { bothAxes, fitSlide, NO_MARGINS, pictureSizes, slideAttributes, type FittedSlide } from './margins'

const INDEX = attribute.type('int32')

/** A convolution of pictures with their channels last; kernels are [height, width, channels, filters] of a group. */
export interface Correlation {
  readonly slide: FittedSlide
  /** Channels and filters of what is convolved. */
  readonly channels: number
  readonly filters: number
  /** Whether every filter sees one channel: kernels are [height, width, channels, filters a channel]. */
  readonly isDepthwise: boolean
}

export function correlate(
  emitter: TensorFlowEmitter,
  form: Correlation,
  [x, kernel]: readonly [string, string],
): string {
  if (isPlain(form)) return emitter.add(opOf(form, ''), [x, kernel], slideAttributes(form.slide))
  const dense = denselyPlaced(form)
  if (isDilatedDepthwise(form)) return everyPlace(emitter, form, spread(emitter, dense, [x, kernel]))
  return everyPlace(emitter, form, emitter.add(opOf(form, ''), [x, kernel], slideAttributes(dense.slide)))
}

/** The transpose of `correlate` by its picture. */
export function correlateBack(
  emitter: TensorFlowEmitter,
  form: Correlation,
  [d, kernel]: readonly [string, string],
): string {
  const { slide, channels } = form
  if (hasGradients(form)) {
    const sizes = pictureSizes(emitter, d, [...slide.picture, channels])
    return emitter.add(opOf(form, 'BackpropInput'), [sizes, kernel, d], slideAttributes(slide))
  }
  const dense = denselyPlaced(form)
  const given = amongPlaces(emitter, form, d)
  if (!isDilated(dense)) return correlateBack(emitter, dense, [given, kernel])
  const blocks = blocksOf(dense)
  const places = intoBlocks(emitter, given, { ...blocks, margins: blocks.behindPlaces })
  return fromBlocks(emitter, correlateBack(emitter, blocks.form, [places, kernel]), blocks)
}

/** The transpose of `correlate` by its kernel. */
export function correlateForKernel(
  emitter: TensorFlowEmitter,
  form: Correlation,
  [x, d]: readonly [string, string],
): string {
  if (hasGradients(form)) {
    const sizes = emitter.list(kernelShape(form))
    return emitter.add(opOf(form, 'BackpropFilter'), [x, sizes, d], slideAttributes(form.slide))
  }
  const dense = denselyPlaced(form)
  const given = amongPlaces(emitter, form, d)
  if (!isDilated(dense)) return correlateForKernel(emitter, dense, [x, given])
  const blocks = blocksOf(dense)
  const places = intoBlocks(emitter, given, { ...blocks, margins: blocks.behindPlaces })
  return correlateForKernel(emitter, blocks.form, [intoBlocks(emitter, x, blocks), places])
}

function kernelShape({ slide, channels, filters, isDepthwise }: Correlation): number[] {
  return [...slide.size, channels, isDepthwise ? filters / channels : filters]
}

function opOf({ isDepthwise }: Correlation, direction: '' | 'BackpropInput' | 'BackpropFilter'): string {
  return `${isDepthwise ? 'DepthwiseConv2dNative' : 'Conv2D'}${direction}`
}

/** The kernel for single channels knows neither dilations nor strides that differ. */
function isPlain(form: Correlation): boolean {
  const [down, right] = form.slide.strides
  return !form.isDepthwise || (!isDilated(form) && down === right)
}

function isDilatedDepthwise(form: Correlation): boolean {
  return form.isDepthwise && isDilated(form)
}

/** No kernel of a gradient knows dilations. */
function hasGradients(form: Correlation): boolean {
  return isPlain(form) && !isDilated(form)
}

function isDilated({ slide: { dilations } }: Correlation): boolean {
  return Math.max(...dilations) > 1
}

/** The same, at every place. */
function denselyPlaced(form: Correlation): Correlation {
  return { ...form, slide: fitSlide({ ...form.slide, strides: [1, 1] }) }
}

/** Of all places those that the strides meet. */
function everyPlace(emitter: TensorFlowEmitter, { slide }: Correlation, dense: string): string {
  if (Math.max(...slide.strides) === 1) return dense
  const [begin, end, strides] = pathOf(emitter, slide)
  return emitter.add('StridedSlice', [dense, begin, end, strides], {
    ...FLOAT,
    Index: INDEX,
    end_mask: attribute.int(END_OF_BATCH_AND_CHANNELS),
  })
}

/** The transpose of `everyPlace`: zeros stand where no stride led. */
function amongPlaces(emitter: TensorFlowEmitter, form: Correlation, d: string): string {
  const { slide, filters } = form
  if (Math.max(...slide.strides) === 1) return d
  const { places } = denselyPlaced(form).slide
  const sizes = pictureSizes(emitter, d, [...places, filters])
  return emitter.once(`among places ${d}`, () =>
    emitter.add('StridedSliceGrad', [sizes, ...pathOf(emitter, slide), d], {
      ...FLOAT,
      Index: INDEX,
      end_mask: attribute.int(END_OF_BATCH_AND_CHANNELS),
    }),
  )
}

/** Bits of the first axis and of the last one. */
const END_OF_BATCH_AND_CHANNELS = 0b1001

function pathOf(emitter: TensorFlowEmitter, { strides, places }: FittedSlide): [string, string, string] {
  const ends = bothAxes((axis) => (places[axis] - 1) * strides[axis] + 1)
  return [emitter.list([0, 0, 0, 0]), emitter.list([0, ...ends, 0]), emitter.list([1, ...strides, 1])]
}

/** Every dilation-th row and column as a picture of its own, over which the window slides without gaps. */
interface Blocks {
  readonly form: Correlation
  readonly dilations: Pair
  /** Around the picture, so that all blocks are of one size. */
  readonly margins: readonly [Pair, Pair]
  /** Behind the places, for the same. */
  readonly behindPlaces: readonly [Pair, Pair]
}

function blocksOf(form: Correlation): Blocks {
  const { picture, dilations, margins, size, places } = form.slide
  const whole = bothAxes((axis) => picture[axis] + margins[axis][0] + margins[axis][1])
  const block = bothAxes((axis) => Math.ceil(whole[axis] / dilations[axis]))
  const missing = bothAxes((axis) => block[axis] * dilations[axis] - whole[axis])
  const behind = bothAxes((axis) => (block[axis] - size[axis] + 1) * dilations[axis] - places[axis])
  const plain = { picture: block, size, strides: [1, 1], dilations: [1, 1], margins: NO_MARGINS } as const
  return {
    form: { ...form, slide: fitSlide(plain) },
    dilations,
    margins: bothAxes((axis) => [margins[axis][0], margins[axis][1] + missing[axis]] as const),
    behindPlaces: bothAxes((axis) => [0, behind[axis]] as const),
  }
}

function spread(
  emitter: TensorFlowEmitter,
  form: Correlation,
  [x, kernel]: readonly [string, string],
): string {
  const blocks = blocksOf(form)
  const made = correlate(emitter, blocks.form, [intoBlocks(emitter, x, blocks), kernel])
  return fromBlocks(emitter, made, { ...blocks, margins: blocks.behindPlaces })
}

type Cutting = Pick<Blocks, 'dilations' | 'margins'>

function intoBlocks(emitter: TensorFlowEmitter, x: string, cutting: Cutting): string {
  const inputs = [x, ...cuttingInputs(emitter, cutting)]
  return emitter.once(`blocks ${inputs.join(' ')}`, () =>
    emitter.add('SpaceToBatchND', inputs, { ...FLOAT, Tblock_shape: INDEX, Tpaddings: INDEX }),
  )
}

function fromBlocks(emitter: TensorFlowEmitter, x: string, cutting: Cutting): string {
  return emitter.add('BatchToSpaceND', [x, ...cuttingInputs(emitter, cutting)], {
    ...FLOAT,
    Tblock_shape: INDEX,
    Tcrops: INDEX,
  })
}

function cuttingInputs(emitter: TensorFlowEmitter, { dilations, margins }: Cutting): [string, string] {
  const ends = emitter.constant({ dataType: 'int32', shape: [2, 2], values: margins.flat() })
  return [emitter.list(dilations), ends]
}
