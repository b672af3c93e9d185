/** @file One picture as bytes of the size that a model reads. */
import { MOST_PICTURE_PIXELS, type PictureProblem } from '../../../../shared/domain/picture'
import type { PictureFocus, PictureGeometry } from '../../../../shared/domain/pictureGeometry'
import type { Sharp as SharpPicture } from 'sharp'
import type { PictureShape } from '../../../../shared/domain/pictureSheet'
import { decodeBitmap, readBitmapHeader } from '../files/bitmap'
import { isHarmless, problemOf } from '../files/problemOf'
import type { PictureFile } from '../files/readPictureFile'
import { findFaceAnyhow, widenBox } from '../faces/findFace'
import { resizeSmall } from './resizeSmall'
import { loadSharp, type Sharp } from '../files/sharpLibrary'
import { toGrey } from './toGrey'

type Problem = { readonly problem: PictureProblem }

const FITS = { crop: 'cover', pad: 'contain', stretch: 'fill' } as const

/**
 * Turned as EXIF says, transparency over the background, 16 bits and CMYK as 8-bit sRGB, the first picture of an animation.
 * @param onUnfocused told where what the geometry looks for was not found: the picture is then taken whole
 * @returns bytes [height, width, channels] of the geometry, or what is wrong
 */
export async function decodePicture(
  file: PictureFile,
  geometry: PictureGeometry,
  onUnfocused: () => void = () => undefined,
): Promise<Uint8Array | Problem> {
  const opened = await openPicture(file)
  if ('problem' in opened) return opened
  if (geometry.focus) {
    const focused = await drawFace(opened('truncated'), geometry, geometry.focus).catch(() => null)
    if (focused !== null) return focused
    onUnfocused()
  }
  const draw = file.content.length <= SMALL_BYTES ? drawSmall : drawAny
  try {
    return await draw(opened('warning'), geometry)
  } catch (thrown) {
    if (!isHarmless(thrown)) return { problem: problemOf(thrown) }
  }
  return draw(opened('truncated'), geometry).catch((thrown: unknown) => ({ problem: problemOf(thrown) }))
}

/** Points [height, width, channels] of 1 or 3 colours that are brought to a geometry: of files without a format of pictures. */
export async function resizePoints(
  points: Uint8Array,
  shape: PictureShape,
  geometry: PictureGeometry,
): Promise<Uint8Array> {
  if (shape.height * shape.width <= SMALL_PIXELS) {
    const { data, channels } = resizeSmall({ data: points, ...shape }, geometry)
    return toChannels(data, channels, geometry)
  }
  const sharp = await loadSharp()
  return drawAny(sharp(points, { raw: shape }), geometry)
}

/** Opens a picture anew each time, turned as it is meant to be seen; faults show when it is drawn. */
export type Open = (failOn: 'warning' | 'truncated') => SharpPicture

export async function openPicture(file: PictureFile): Promise<Open | Problem> {
  const sharp = await loadSharp()
  return file.format === 'bmp' ? openBitmap(sharp, file.content) : openFile(sharp, file)
}

/**
 * Large JPEGs are decoded at a part of their size, which takes a fraction of the time; then libjpeg does not tell of data that
 * is spoilt inside, but of data that is missing it does.
 */
const LARGE_JPEG_BYTES = 2_000_000

function openFile(sharp: Sharp, { content }: PictureFile): Open {
  return (failOn) => {
    const picture = sharp(content, { failOn, limitInputPixels: MOST_PICTURE_PIXELS }).autoOrient()
    return content.length > LARGE_JPEG_BYTES ? picture : picture.pipelineColourspace('srgb')
  }
}

function openBitmap(sharp: Sharp, content: Buffer): Open | Problem {
  const header = readBitmapHeader(content)
  if ('problem' in header) return header
  if (header.width * header.height > MOST_PICTURE_PIXELS) return { problem: 'tooLarge' }
  const { data, ...raw } = decodeBitmap(content, header)
  return () => sharp(data, { raw })
}

/** Up to here, pictures are resized here rather than by libvips; larger files are not tried. */
const SMALL_PIXELS = 128 * 128
const SMALL_BYTES = 65_536

async function drawSmall(picture: SharpPicture, geometry: PictureGeometry): Promise<Uint8Array> {
  const { data, info } = await toColours(picture, geometry).toBuffer({ resolveWithObject: true })
  return resizePoints(data, { height: info.height, width: info.width, channels: 3 }, geometry)
}

async function drawAny(picture: SharpPicture, geometry: PictureGeometry): Promise<Uint8Array> {
  const { width, height, fit } = geometry
  const resized = picture.resize({ width, height, fit: FITS[fit], background: backgroundOf(geometry) })
  return toChannels(await toColours(resized, geometry).toBuffer(), 3, geometry)
}

/** Pixels of the longer side in which a face is looked for, and that are kept of it. */
const FACE_SIDE = 1024

/** @returns null where no face is found, or the picture cannot be drawn: what is wrong with it shows when it is drawn whole. */
async function drawFace(
  picture: SharpPicture,
  geometry: PictureGeometry,
  { margin }: PictureFocus,
): Promise<Uint8Array | null> {
  const limit = { width: FACE_SIDE, height: FACE_SIDE, fit: 'inside', withoutEnlargement: true } as const
  const drawn = toColours(picture.resize(limit), geometry)
  const { data, info } = await drawn.toBuffer({ resolveWithObject: true })
  const shape = { height: info.height, width: info.width, channels: 3 } as const
  const face = await findFaceAnyhow({ ...shape, data })
  if (face === null) return null
  const sharp = await loadSharp()
  const cut = sharp(data, { raw: shape }).extract(widenBox(face, margin, shape))
  return drawAny(cut, geometry)
}

/** Bytes of red, green and blue. */
function toColours(picture: SharpPicture, geometry: PictureGeometry): SharpPicture {
  return picture
    .flatten({ background: backgroundOf(geometry) })
    .toColourspace('srgb')
    .removeAlpha()
    .raw({ depth: 'uchar' })
}

function backgroundOf({ background: level }: PictureGeometry): { r: number; g: number; b: number } {
  return { r: level, g: level, b: level }
}

function toChannels(points: Uint8Array, have: number, { channels: wanted }: PictureGeometry): Uint8Array {
  if (have === wanted) return points
  return wanted === 1
    ? toGrey(points)
    : Uint8Array.from({ length: points.length * 3 }, (_, at) => points[Math.floor(at / 3)] ?? 0)
}
