/** @file TensorFlow's kernels of pooling, over pictures [batch, height, width, channels]. */
import type { PicturePool } from '../../../ops/signature/pooling'
import type { Pair } from '../../../ops/sliding'
import { attribute, type NodeAttributes } from '../proto'
import { FLOAT, type TensorFlowEmitter } from '../tensorFlowEmitter'
import {
  bothAxes,
  cutTo,
  fitSlide,
  growTo,
  NO_MARGINS,
  padPicture,
  pictureSizes,
  slideAttributes,
  type FittedSlide,
  type PictureSlide,
} from './margins'

/** Smaller than anything that stands in a picture. */
const LOWEST = -3.402_823_466_385_288_6e38

export function poolSlide({ size, strides, margins }: PicturePool, picture: Pair): PictureSlide {
  return { picture, size, strides, dilations: [1, 1], margins }
}

export function largestOf(emitter: TensorFlowEmitter, slide: PictureSlide, x: string): string {
  const { cut, framed } = frame(slide)
  const seen = surround(emitter, cutTo(emitter, x, cut), { framed, value: LOWEST })
  return emitter.add('MaxPool', [seen], poolAttributes(framed.slide))
}

/** @param operands picture, what was made of it, and the gradient of that */
export function largestOfBack(
  emitter: TensorFlowEmitter,
  slide: PictureSlide,
  [x, y, d]: readonly [string, string, string],
): string {
  const { cut, framed } = frame(slide)
  const seen = surround(emitter, cutTo(emitter, x, cut), { framed, value: LOWEST })
  const made = emitter.add('MaxPoolGrad', [seen, y, d], poolAttributes(framed.slide))
  return growTo(emitter, unframe(emitter, made, framed), cut)
}

/** TensorFlow counts what lies in the picture, where it has a name for the margins. */
export function averagePool(emitter: TensorFlowEmitter, slide: PictureSlide, x: string): string {
  const { cut, framed } = frame(slide)
  const seen = surround(emitter, cutTo(emitter, x, cut), { framed, value: 0 })
  return recount(emitter, framed, emitter.add('AvgPool', [seen], poolAttributes(framed.slide)))
}

/** The transpose of `averagePool`. */
export function averagePoolBack(
  emitter: TensorFlowEmitter,
  { slide, channels }: { readonly slide: PictureSlide; readonly channels: number },
  d: string,
): string {
  const { cut, framed } = frame(slide)
  const sizes = pictureSizes(emitter, d, [...framed.slide.picture, channels])
  const inputs = [sizes, recount(emitter, framed, d)]
  const made = emitter.add('AvgPoolGrad', inputs, poolAttributes(framed.slide))
  return growTo(emitter, unframe(emitter, made, framed), cut)
}

function poolAttributes(slide: FittedSlide): NodeAttributes {
  return { ...slideAttributes(slide), ksize: attribute.ints([1, ...slide.size, 1]) }
}

/** A picture with its margins as part of it, where they have no name. */
interface Framed {
  readonly slide: FittedSlide
  /** Null where nothing was added. */
  readonly inner: FittedSlide | null
}

function frame(slide: PictureSlide) {
  const fitted = fitSlide(slide)
  const cut = { from: slide.picture, to: fitted.picture }
  if (fitted.padding !== 'EXPLICIT') return { cut, framed: { slide: fitted, inner: null } }
  const { margins } = fitted
  const picture = bothAxes((axis) => fitted.picture[axis] + margins[axis][0] + margins[axis][1])
  return { cut, framed: { slide: fitSlide({ ...fitted, picture, margins: NO_MARGINS }), inner: fitted } }
}

function surround(
  emitter: TensorFlowEmitter,
  x: string,
  { framed: { inner }, value }: { framed: Framed; value: number },
): string {
  return inner ? padPicture(emitter, x, inner.margins, value) : x
}

function unframe(emitter: TensorFlowEmitter, framed: string, { inner }: Framed): string {
  if (!inner) return framed
  const begin = emitter.list([0, inner.margins[0][0], inner.margins[1][0], 0])
  return emitter.add('Slice', [framed, begin, emitter.list([-1, ...inner.picture, -1])], {
    ...FLOAT,
    Index: attribute.type('int32'),
  })
}

/** Of the mean of a whole window that of its part within the picture. */
function recount(emitter: TensorFlowEmitter, { inner }: Framed, means: string): string {
  if (!inner) return means
  const { places, size } = inner
  const [down, right] = bothAxes((axis) => countsOf(inner, axis))
  const values = down.flatMap((lines) => right.map((columns) => (size[0] * size[1]) / (lines * columns)))
  const factors = emitter.constant({ dataType: 'float32', shape: [1, ...places, 1], values })
  return emitter.add('Mul', [means, factors], FLOAT)
}

/** How many elements of the picture every window sees along an axis. */
function countsOf({ places, size, strides, margins, picture }: FittedSlide, axis: 0 | 1): number[] {
  return Array.from({ length: places[axis] }, (_, place) => {
    const first = place * strides[axis] - margins[axis][0]
    return Math.min(first + size[axis], picture[axis]) - Math.max(first, 0)
  })
}
