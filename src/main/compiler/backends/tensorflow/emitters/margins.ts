/** @file How a window slides over a picture [batch, height, width, channels] in the words of TensorFlow. */
import { placesOf, reachOf, type Pair, type Slide } from '../../../ops/sliding'
import { attribute, type NodeAttributes } from '../proto'
import { FLOAT, type TensorFlowEmitter } from '../tensorFlowEmitter'

/** Pairs are [height, width]. */
export interface PictureSlide {
  readonly picture: Pair
  readonly size: Pair
  readonly strides: Pair
  readonly dilations: Pair
  readonly margins: readonly [height: Pair, width: Pair]
}

/** The same over a picture of which nothing stays unseen. */
export interface FittedSlide extends PictureSlide {
  readonly places: Pair
  /** `EXPLICIT` where TensorFlow has no name for the margins. */
  readonly padding: 'VALID' | 'SAME' | 'EXPLICIT'
}

export const NO_MARGINS = [
  [0, 0],
  [0, 0],
] as const

/** Ends that no window reaches are cut off the picture, lest a name counts places that look at them. */
export function fitSlide(slide: PictureSlide): FittedSlide {
  const fitted = bothAxes((axis) => fitAxis(along(slide, axis), slide.picture[axis]))
  const places = bothAxes((axis) => placesOf(slide.picture[axis], along(slide, axis)))
  return {
    ...slide,
    picture: bothAxes((axis) => fitted[axis].length),
    margins: bothAxes((axis) => fitted[axis].margin),
    places,
    padding: nameOf(fitted),
  }
}

/** Of a convolution or a pooling. `EXPLICIT` ones say their margins too. */
export function slideAttributes({ strides, dilations, margins, padding }: FittedSlide): NodeAttributes {
  const [height, width] = margins
  const explicit = { explicit_paddings: attribute.ints([0, 0, ...height, ...width, 0, 0]) }
  const isDilated = Math.max(...dilations) > 1
  return {
    ...FLOAT,
    strides: attribute.ints([1, ...strides, 1]),
    padding: attribute.text(padding),
    data_format: attribute.text('NHWC'),
    ...(padding === 'EXPLICIT' ? explicit : {}),
    ...(isDilated ? { dilations: attribute.ints([1, ...dilations, 1]) } : {}),
  }
}

/** The part of a picture that windows reach. */
export function cutTo(emitter: TensorFlowEmitter, x: string, { from, to }: Cut): string {
  if (isSamePair(from, to)) return x
  return emitter.once(`cut ${x} ${String(to)}`, () =>
    emitter.add('Slice', [x, emitter.list([0, 0, 0, 0]), emitter.list([-1, ...to, -1])], {
      ...FLOAT,
      Index: attribute.type('int32'),
    }),
  )
}

/** The transpose of `cutTo`: what nobody looked at gets zeros. */
export function growTo(emitter: TensorFlowEmitter, x: string, { from, to }: Cut): string {
  if (isSamePair(from, to)) return x
  return padPicture(emitter, x, [
    [0, from[0] - to[0]],
    [0, from[1] - to[1]],
  ])
}

/** Height and width of the whole picture, and of its part at the upper left. */
export interface Cut {
  readonly from: Pair
  readonly to: Pair
}

/** @param value around the picture. @default 0 */
export function padPicture(
  emitter: TensorFlowEmitter,
  x: string,
  [height, width]: readonly [Pair, Pair],
  value = 0,
): string {
  const ends = emitter.constant({
    dataType: 'int32',
    shape: [4, 2],
    values: [0, 0, ...height, ...width, 0, 0],
  })
  const attributes = { ...FLOAT, Tpaddings: attribute.type('int32') }
  return emitter.once(`padded ${x} ${ends} ${value}`, () =>
    value === 0
      ? emitter.add('Pad', [x, ends], attributes)
      : emitter.add('PadV2', [x, ends, emitter.number(value)], attributes),
  )
}

/** int32 [4], of a batch as large as that of another picture. */
export function pictureSizes(emitter: TensorFlowEmitter, like: string, sizes: readonly number[]): string {
  return emitter.once(`sizes ${like} ${String(sizes)}`, () => {
    const parts = [emitter.batchSize(like), ...sizes.map((size) => emitter.integer(size))]
    return emitter.add('Pack', parts, { T: attribute.type('int32'), N: attribute.int(parts.length) })
  })
}

export function bothAxes<Item>(make: (axis: 0 | 1) => Item): readonly [Item, Item] {
  return [make(0), make(1)]
}

export function along({ size, strides, dilations, margins }: PictureSlide, axis: 0 | 1): Slide {
  return { size: size[axis], stride: strides[axis], dilation: dilations[axis], margin: margins[axis] }
}

interface FittedAxis {
  readonly length: number
  readonly margin: Pair
  readonly isValid: boolean
  readonly isSame: boolean
}

function fitAxis(slide: Slide, length: number): FittedAxis {
  const [before] = slide.margin
  const places = placesOf(length, slide)
  const reach = reachOf(slide)
  const seen = (places - 1) * slide.stride + reach
  // Without a margin TensorFlow leaves out what is left over by itself.
  const fits =
    before === 0 && slide.margin[1] <= 0 && placesOf(length, { ...slide, margin: [0, 0] }) === places
  if (fits) return { length, margin: [0, 0], isValid: true, isSame: isSameMargin(slide, length, [0, 0]) }
  const kept = Math.min(length, seen - before)
  const margin: Pair = [before, seen - before - kept]
  const isValid = before === 0 && margin[1] === 0
  return { length: kept, margin, isValid, isSame: isSameMargin(slide, kept, margin) }
}

/** As many places as strides begun, and an odd margin behind. */
function isSameMargin(slide: Slide, length: number, margin: Pair): boolean {
  const places = placesOf(length, { ...slide, margin })
  const total = Math.max(0, (places - 1) * slide.stride + reachOf(slide) - length)
  const before = Math.floor(total / 2)
  return places === Math.ceil(length / slide.stride) && margin[0] === before && margin[1] === total - before
}

function nameOf(axes: readonly FittedAxis[]): FittedSlide['padding'] {
  if (axes.every(({ isValid }) => isValid)) return 'VALID'
  return axes.every(({ isSame }) => isSame) ? 'SAME' : 'EXPLICIT'
}

function isSamePair(one: Pair, other: Pair): boolean {
  return one[0] === other[0] && one[1] === other[1]
}
