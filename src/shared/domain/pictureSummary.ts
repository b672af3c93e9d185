/** @file What was seen in the pictures of a dataset, before they are brought to one size. */
import * as v from 'valibot'
import { PICTURE_FORMATS, PictureProblem } from './picture'
import { PictureGeometry } from './pictureGeometry'

const Count = v.pipe(v.number(), v.integer(), v.minValue(0))
const Side = v.strictObject({ low: Count, median: Count, high: Count })

/** What of a long list is carried along. */
export const LISTED_SIZES = 20
export const LISTED_GROUPS = 50
/** Pictures of a group that are named. */
export const LISTED_PICTURES = 10

/** Pictures that are the same, or nearly. */
export const PictureGroup = v.strictObject({
  /** All of them; the first ones are named. */
  count: Count,
  pictures: v.array(v.strictObject({ path: v.string(), label: v.nullable(v.string()) })),
  /** Whether they belong to different classes: one of them must be wrong. */
  isAcrossClasses: v.boolean(),
})
export type PictureGroup = v.InferOutput<typeof PictureGroup>

const Groups = v.strictObject({
  /** Pictures that an earlier one equals. */
  pictures: Count,
  /** Groups whose pictures belong to different classes. */
  acrossClasses: Count,
  /** Those across classes first, then the largest; at most `LISTED_GROUPS`. */
  groups: v.array(PictureGroup),
})

export const PictureSummary = v.strictObject({
  /** Usable pictures. */
  count: Count,
  /** The others. */
  problems: v.array(v.strictObject({ problem: PictureProblem, count: Count })),
  /** Null without usable pictures. */
  width: v.nullable(Side),
  height: v.nullable(Side),
  /** The commonest first, at most `LISTED_SIZES` of `sizeCount`. */
  sizes: v.array(v.strictObject({ width: Count, height: Count, count: Count })),
  sizeCount: Count,
  formats: v.array(v.strictObject({ format: v.picklist(PICTURE_FORMATS), count: Count })),
  greyCount: Count,
  /** With transparent parts, or the room for them. */
  alphaCount: Count,
  bytes: Count,
  /** Red, green and blue, 0 to 255, over some of the pictures; null where none was decoded. */
  meanColour: v.nullable(v.strictTuple([v.number(), v.number(), v.number()])),
  /** Files that are the same to the last bit. */
  duplicates: Groups,
  /** Pictures that look alike when they are very small, files that are the same left out; null where nobody looked. */
  nearDuplicates: v.nullable(Groups),
  /** Null without usable pictures. */
  suggested: v.nullable(PictureGeometry),
})
export type PictureSummary = v.InferOutput<typeof PictureSummary>
