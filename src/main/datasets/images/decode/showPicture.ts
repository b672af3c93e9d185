/** @file Pictures as the renderer shows them: data URLs. */
import type { Sharp as SharpPicture } from 'sharp'
import type { PictureProblem } from '../../../../shared/domain/picture'
import type { PictureShape } from '../../../../shared/domain/pictureSheet'
import { openPicture } from './decodePicture'
import { problemOf } from '../files/problemOf'
import type { PictureFile } from '../files/readPictureFile'
import { loadSharp } from '../files/sharpLibrary'

/** Below, a picture is sent point for point: what codecs for photos do to it would show when it is enlarged. */
const SMALL_SIDE = 128

/** Also of a picture with small faults: what can be seen of it is shown. */
export async function showPicture(
  file: PictureFile,
  side: number,
): Promise<string | { readonly problem: PictureProblem }> {
  const opened = await openPicture(file)
  if ('problem' in opened) return opened
  return toDataUrl(opened('truncated'), side).catch((thrown: unknown) => ({ problem: problemOf(thrown) }))
}

/** @param points [height, width, channels] */
export async function showPoints(points: Uint8Array, shape: PictureShape, side: number): Promise<string> {
  const sharp = await loadSharp()
  return toDataUrl(sharp(points, { raw: shape }), side)
}

async function toDataUrl(picture: SharpPicture, side: number): Promise<string> {
  const scaled = picture.resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
  const { data, info } = await scaled
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true })
  const { width, height, channels } = info
  const sharp = await loadSharp()
  const drawn = sharp(data, { raw: { width, height, channels } })
  const isSmall = Math.max(width, height) <= SMALL_SIDE
  const encoded = await (
    isSmall ? drawn.png({ compressionLevel: 3 }) : drawn.webp({ quality: 85 })
  ).toBuffer()
  return `data:image/${isSmall ? 'png' : 'webp'};base64,${encoded.toString('base64')}`
}
