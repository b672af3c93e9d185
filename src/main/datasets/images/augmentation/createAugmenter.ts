/** @file Changes the pictures of training rows by chance. */
import type { Augmentation } from '../../../../shared/domain/augmentation'
import type { PictureShape } from '../../../../shared/domain/pictureSheet'
import type { Random } from '../../../../shared/util/random'
import { affineOf, isIdentity } from './affine'
import { drawChange } from './drawChange'
import { readAhead, resample } from './resample'
import { cutOut, touchPoints } from './touchPoints'

export interface Augmenter {
  /**
   * @param source one picture [height, width, channels]: bytes stand for value / 255; numbers go from 0 to 1
   * @param out as many numbers, 0 to 1; not the source
   * @param random see `augmentRandom`
   */
  augment(source: Uint8Array | Float32Array, out: Float32Array, random: Random): void
}

/** Mixing pictures is left to `mixupPairs`: it needs two of them. */
export function createAugmenter(augmentation: Augmentation, shape: PictureShape): Augmenter {
  const { fillMode, fillValue } = augmentation
  const size = shape.height * shape.width * shape.channels
  const scratch = new Float32Array(size + readAhead(shape))
  const resampling = { shape, fillMode, fillValue }
  return {
    augment(source, out, random) {
      const change = drawChange(augmentation, random)
      const affine = affineOf(change, shape)
      const isMoved = !isIdentity(affine)
      toNumbers(source, isMoved ? scratch : out, size)
      if (isMoved) resample(scratch, out, affine, resampling)
      touchPoints(out, augmentation, change)
      cutOut(out, shape, augmentation, change)
    },
  }
}

/** value / 255 of every byte. */
const SHARES = Float32Array.from({ length: 256 }, (_, byte) => byte / 255)

function toNumbers(source: Uint8Array | Float32Array, out: Float32Array, size: number): void {
  if (source instanceof Float32Array) {
    out.set(source)
    return
  }
  for (let index = 0; index < size; index++) out[index] = SHARES[source[index] ?? 0] ?? 0
}
