/** @file The one size and the colours that all pictures of a dataset are brought to. */
import * as v from 'valibot'
import type { Setting } from './setting'
import { choice, integer, values } from './settingMakers'

/** Pixels of a side, at least and at most. */
export const SHORTEST_SIDE = 8
export const LONGEST_SIDE = 1024
/** What a proposal does not go beyond: the size that networks for photos usually read. */
const USUAL_SIDE = 224

const Side = v.pipe(v.number(), v.integer(), v.minValue(SHORTEST_SIDE), v.maxValue(LONGEST_SIDE))

/**
 * - `crop`: scaled until it covers the size, then cut off evenly at two sides
 * - `pad`: scaled until it fits into the size, with background at two sides
 * - `stretch`: each side scaled on its own
 */
export const PICTURE_FITS = ['crop', 'pad', 'stretch'] as const

/** What of a picture is shown to the model, instead of all of it: the face that is the surest; the whole where none is found. */
export const PictureFocus = v.strictObject({
  on: v.literal('face'),
  /** Kept around it on every side, as a share of its size. */
  margin: v.pipe(v.number(), v.minValue(0), v.maxValue(2)),
})
export type PictureFocus = v.InferOutput<typeof PictureFocus>

export const FACE_FOCUS: PictureFocus = { on: 'face', margin: 0.2 }

/** Entries of a geometry, for what holds one among other things. */
export const PICTURE_GEOMETRY = {
  height: Side,
  width: Side,
  /** 1: grey, by the weights of ITU-R BT.601; 3: red, green and blue. */
  channels: v.picklist([1, 3]),
  fit: v.optional(v.picklist(PICTURE_FITS), 'crop'),
  /** Grey level, 0 to 255, behind transparent pictures and beside padded ones. */
  background: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(255)), 255),
  /** Absent: the whole picture. */
  focus: v.optional(PictureFocus),
} as const

export const PictureGeometry = v.strictObject(PICTURE_GEOMETRY)
export type PictureGeometry = v.InferOutput<typeof PictureGeometry>

const SIDES = [[SHORTEST_SIDE, LONGEST_SIDE], values(32, 64, 96, 128)] as const

/** Which of it a search may vary. */
export const PICTURE_GEOMETRY_SETTINGS: readonly Setting<Exclude<keyof PictureGeometry, 'focus'>>[] = [
  integer('height', ...SIDES),
  integer('width', ...SIDES),
  choice('channels', [1, 3]),
  choice('fit', PICTURE_FITS),
  integer('background', [0, 255], values(0, 128, 255), { usual: 255 }),
]

/** How often a size occurs among pictures. */
export interface SizeCount {
  readonly width: number
  readonly height: number
  readonly count: number
}

/**
 * @returns the size that all pictures have, where it is one and not large; else their median width and height in multiples
 * of 8, scaled down where they are large. Grey where all are.
 */
export function suggestGeometry(found: {
  readonly sizes: readonly SizeCount[]
  readonly isGrey: boolean
}): PictureGeometry {
  const { sizes, isGrey } = found
  const [width, height] = [medianOf(sizes, 'width'), medianOf(sizes, 'height')]
  const shrink = Math.min(1, USUAL_SIDE / Math.max(width, height))
  const isKept = sizes.length === 1 && shrink === 1 && Math.min(width, height) >= SHORTEST_SIDE
  const toSide = (side: number): number =>
    isKept ? side : Math.max(SHORTEST_SIDE, Math.round((side * shrink) / 8) * 8)
  return {
    width: toSide(width),
    height: toSide(height),
    channels: isGrey ? 1 : 3,
    fit: 'crop',
    background: 255,
  }
}

/** Each size counts as often as it occurs. */
function medianOf(sizes: readonly SizeCount[], side: 'width' | 'height'): number {
  const sorted = sizes.toSorted((one, other) => one[side] - other[side])
  const half = sizes.reduce((sum, { count }) => sum + count, 0) / 2
  let seen = 0
  for (const size of sorted) {
    seen += size.count
    if (seen >= half) return size[side]
  }
  return SHORTEST_SIDE
}
