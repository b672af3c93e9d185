/** @file Whether the end of a picture is there, without decoding it where its format says so. */
import type { PictureFile } from './readPictureFile'
import { loadSharp } from './sharpLibrary'

const START_OF_SCAN = Buffer.of(0xff, 0xda)
const END_OF_JPEG = Buffer.of(0xff, 0xd9)
const END_OF_PNG = Buffer.from('IEND')

/** A format without an end mark counts as whole: what it lacks shows when it is decoded. */
export function isWhole(file: PictureFile): boolean | Promise<boolean> {
  const { content, format } = file
  if (format === 'png') return content.includes(END_OF_PNG, Math.max(0, content.lastIndexOf('IDAT')))
  if (format === 'webp') return content.length >= content.readUInt32LE(4) + 8
  if (format === 'tiff') return hasDirectory(content)
  if (format !== 'jpeg') return true
  // Neither mark occurs inside the points of a picture; thumbnails and what is appended may hold both, so the library decides.
  const scan = content.lastIndexOf(START_OF_SCAN)
  return (scan >= 0 && content.includes(END_OF_JPEG, scan)) || canBeDecoded(content)
}

/** A TIFF describes itself in a directory, which often stands at its end. */
function hasDirectory(content: Buffer): boolean {
  const isLittle = content.toString('latin1', 0, 2) === 'II'
  const isBig = content.subarray(2, 4).includes('+')
  if (isBig || content.length < 8) return content.length >= 16
  const at = isLittle ? content.readUInt32LE(4) : content.readUInt32BE(4)
  return at + 2 <= content.length
}

async function canBeDecoded(content: Buffer): Promise<boolean> {
  const sharp = await loadSharp()
  const picture = sharp(content, { failOn: 'truncated', limitInputPixels: false })
  return picture.stats().then(
    () => true,
    () => false,
  )
}
