/** @file What happens to one picture by chance. */
import type { Augmentation } from '../../../../shared/domain/augmentation'
import { createRandom, type Random } from '../../../../shared/util/random'

/** One draw of all that may change; what is off changes nothing. */
export interface Change {
  /** Radians. */
  readonly rotation: number
  readonly shear: number
  /** Shares of the side. */
  readonly shiftX: number
  readonly shiftY: number
  /** Above 1 a picture seems smaller, as in Keras. */
  readonly zoomX: number
  readonly zoomY: number
  readonly isMirrored: boolean
  readonly isUpsideDown: boolean
  /** Of each side, and where it lies in what is left: 0 … 1. */
  readonly keptShare: number
  readonly cropX: number
  readonly cropY: number
  readonly brightness: number
  readonly contrast: number
  /** Where noise is read from, 0 … 1. */
  readonly noisePlace: number
  /** Middle of what is cut out, shares of the side. */
  readonly cutX: number
  readonly cutY: number
}

/** Keeps the streams of random numbers that one seed feeds apart. */
const AUGMENT_STREAM = 0x4155

/** Depends on nothing else: a row is changed alike whoever trains it, in whatever order. @param row index in the training data */
export function augmentRandom(seed: number, epoch: number, row: number): Random {
  return createRandom(seed, AUGMENT_STREAM, epoch, row)
}

/**
 * Each number is drawn whether it is used or not, always in the same order: a trial with more rotation flips the same
 * pictures. All are uniform within ± their strength.
 */
export function drawChange(augmentation: Augmentation, random: Random): Change {
  const within = (strength: number): number => (2 * random.next() - 1) * strength
  const around = (strength: number): number => 1 + within(strength)
  const radians = Math.PI / 180
  return {
    rotation: within(augmentation.rotation * radians),
    shear: within(augmentation.shear * radians),
    shiftX: within(augmentation.shiftX),
    shiftY: within(augmentation.shiftY),
    zoomX: around(augmentation.zoom),
    zoomY: around(augmentation.zoom),
    isMirrored: random.next() < 0.5 && augmentation.flipHorizontal,
    isUpsideDown: random.next() < 0.5 && augmentation.flipVertical,
    keptShare: 1 - random.next() * augmentation.crop,
    cropX: random.next(),
    cropY: random.next(),
    brightness: around(augmentation.brightness),
    contrast: around(augmentation.contrast),
    noisePlace: random.next(),
    cutX: random.next(),
    cutY: random.next(),
  }
}
