/** @file The sizes of a pooling, of pictures or of steps, which are pooled as pictures. */
import type { TensorType } from '../../../graph/tensorType'
import type { PicturePool, StepPool } from '../../../ops/signature/pooling'
import type { Pair } from '../../../ops/sliding'
import type { OnnxEmitter } from '../onnxEmitter'
import { attribute, type OnnxAttribute } from '../proto'

export interface PoolForm {
  readonly pool: PicturePool
  readonly channels: number
  /** Height and width before and after. */
  readonly picture: Pair
  readonly places: Pair
}

export function pictureForm(
  { size, strides, margins }: PicturePool,
  { shape: picture }: TensorType,
  { shape: places }: TensorType,
): PoolForm {
  return {
    pool: { size, strides, margins },
    channels: Number(picture[1]),
    picture: [Number(picture[2]), Number(picture[3])],
    places: [Number(places[2]), Number(places[3])],
  }
}

/** A picture of one channel, as high as there are steps and as wide as they have channels. */
export function stepForm(
  { size, stride, margin }: StepPool,
  { shape: picture }: TensorType,
  { shape: places }: TensorType,
): PoolForm {
  return {
    pool: { size: [size, 1], strides: [stride, 1], margins: [margin, [0, 0]] },
    channels: 1,
    picture: [Number(picture[1]), Number(picture[2])],
    places: [Number(places[1]), Number(places[2])],
  }
}

export function asPicture(emitter: OnnxEmitter, size: Pair, steps: string): string {
  return emitter.add('Reshape', [steps, emitter.list('int64', [-1, 1, ...size])])
}

export function asSteps(emitter: OnnxEmitter, size: Pair, picture: string): string {
  return emitter.add('Reshape', [picture, emitter.list('int64', [-1, ...size])])
}

export function poolAttributes({
  size,
  strides,
  margins: [height, width],
}: PicturePool): Record<string, OnnxAttribute> {
  return {
    kernel_shape: attribute.ints(size),
    strides: attribute.ints(strides),
    pads: attribute.ints([height[0], width[0], height[1], width[1]]),
  }
}

/**
 * The same for pooling what may have been padded before. Where the margins have a name they go by it: ONNX Runtime 1.30 takes
 * the zeros of a `Pad` for such margins, unless it finds a name.
 */
export function namedPoolAttributes({ pool, picture, places }: PoolForm): Record<string, OnnxAttribute> {
  const { pads = attribute.ints([]), ...window } = poolAttributes(pool)
  const name = nameOfMargins({ pool, picture, places })
  return { ...window, ...(name === null ? { pads } : { auto_pad: attribute.string(name) }) }
}

function nameOfMargins({
  pool,
  picture,
  places,
}: Pick<PoolForm, 'pool' | 'picture' | 'places'>): string | null {
  const { size, strides, margins } = pool
  if (margins.flat().every((margin) => margin === 0)) return 'VALID'
  const isSame = margins.every(([before, after], axis) => {
    const [length = 1, count = 1, stride = 1] = [picture[axis], places[axis], strides[axis]]
    const total = Math.max(0, (count - 1) * stride + (size[axis] ?? 1) - length)
    return (
      count === Math.ceil(length / stride) && before === Math.floor(total / 2) && before + after === total
    )
  })
  return isSame ? 'SAME_UPPER' : null
}
