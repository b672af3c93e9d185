/** @file Primitives from pictures. */
import * as v from 'valibot'
import { PictureGeometry } from '../pictureGeometry'

/** Decodes the pictures of a column and brings them to one size: bytes [height, width, channels]. */
export const Picture = v.strictObject({
  kind: v.literal('picture'),
  column: v.string(),
  geometry: PictureGeometry,
})
