/**
 * @file Augmentation: pictures of the training rows are changed by chance in every epoch. How, and how strongly at most;
 * everything is off by default. Formulas stand in `main/datasets/images/augmentation`.
 */
import * as v from 'valibot'
import type { Setting } from './setting'
import { choice, float, linear, values } from './settingMakers'

/** What stands where a picture was moved away from, named as in Keras: a|abcd|d (nearest), cba|abcd|dcb (reflect), cd|abcd|ab (wrap). */
export const FILL_MODES = ['nearest', 'constant', 'reflect', 'wrap'] as const

const strength = (most: number) => v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(most)), 0)

/** Entries of an augmentation, for what holds one among other things. */
export const AUGMENTATION = {
  /** Degrees, either way. */
  rotation: strength(180),
  /** Share of the width, either way. */
  shiftX: strength(1),
  /** Share of the height, either way. */
  shiftY: strength(1),
  /** Degrees, either way. */
  shear: strength(60),
  /** Each side is scaled by 1 − zoom … 1 + zoom, on its own. */
  zoom: strength(0.9),
  flipHorizontal: v.optional(v.boolean(), false),
  flipVertical: v.optional(v.boolean(), false),
  fillMode: v.optional(v.picklist(FILL_MODES), 'nearest'),
  /** 0 is black, 1 is white: for `constant`, and for what is cut out. */
  fillValue: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1)), 0),
  /** Up to this share of each side is cut off, at any place; the rest fills the picture again. */
  crop: strength(0.9),
  /** The picture is multiplied by 1 − brightness … 1 + brightness. */
  brightness: strength(1),
  /** Differences from the picture's mean are multiplied by 1 − contrast … 1 + contrast. */
  contrast: strength(1),
  /** Standard deviation of normal noise, where a picture goes from 0 to 1. */
  noise: strength(1),
  /** A rectangle with this share of each side is painted over, somewhere. */
  cutout: strength(1),
  /** α of the Beta distribution by which two pictures and their targets are mixed. */
  mixup: strength(10),
} as const

export const Augmentation = v.strictObject(AUGMENTATION)
export type Augmentation = v.InferOutput<typeof Augmentation>

export const NO_AUGMENTATION: Augmentation = v.parse(Augmentation, {})

/** What of it a search may vary. */
export const AUGMENTATION_SETTINGS: readonly Setting<keyof Augmentation>[] = [
  float('rotation', [0, 180], linear(0, 30)),
  float('shiftX', [0, 1], linear(0, 0.2)),
  float('shiftY', [0, 1], linear(0, 0.2)),
  float('shear', [0, 60], linear(0, 20)),
  float('zoom', [0, 0.9], linear(0, 0.3)),
  choice('flipHorizontal', [false, true]),
  choice('flipVertical', [false, true]),
  choice('fillMode', FILL_MODES, { search: ['nearest', 'reflect'] }),
  float('fillValue', [0, 1], values(0, 0.5, 1)),
  float('crop', [0, 0.9], linear(0, 0.3)),
  float('brightness', [0, 1], linear(0, 0.3)),
  float('contrast', [0, 1], linear(0, 0.3)),
  float('noise', [0, 1], linear(0, 0.1)),
  float('cutout', [0, 1], linear(0, 0.5)),
  float('mixup', [0, 10], linear(0, 0.4)),
]

/** Whether each picture is changed on its own; mixing two is another matter. */
export function changesPictures(augmentation: Augmentation): boolean {
  const { fillMode: _mode, fillValue: _value, mixup: _mixup, ...changes } = augmentation
  return Object.values(changes).some((strength) => strength !== 0 && strength !== false)
}
