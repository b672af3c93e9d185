/** @file Pictures that a model made after an epoch: reconstructions of rows, or rows it invented. */
import * as v from 'valibot'

const Size = v.pipe(v.number(), v.integer(), v.minValue(1))

/** Pictures a sheet at most. */
export const SHEET_PICTURES = 16

export const PictureSheet = v.strictObject({
  /** The epoch; 0 for rows of the validation part as they are. */
  step: v.pipe(v.number(), v.integer(), v.minValue(0)),
  count: v.pipe(Size, v.maxValue(SHEET_PICTURES)),
  height: Size,
  width: Size,
  /** 1 for grey, 3 for red, green and blue. */
  channels: v.picklist([1, 3]),
  /** Bytes [count, height, width, channels] as base64; 0 and 255 are the least and the greatest number of the real rows. */
  base64: v.string(),
})
export type PictureSheet = v.InferOutput<typeof PictureSheet>

/** Height, width and channels. */
export interface PictureShape {
  readonly height: number
  readonly width: number
  readonly channels: 1 | 3
}

/** @returns how rows of such an input are drawn: pictures as they are, a square number of columns as a square; null for others. */
export function pictureShape(shape: readonly number[]): PictureShape | null {
  const [height = 0, width = 0, channels = 1] = shape
  if (shape.length === 3) return channels === 1 || channels === 3 ? { height, width, channels } : null
  const side = Math.sqrt(height)
  const isSquare = shape.length === 1 && side >= 4 && Number.isInteger(side)
  return isSquare ? { height: side, width: side, channels: 1 } : null
}
