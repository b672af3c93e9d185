/** @file Size and colours of a picture from its header, and whether its end is there. */
import { MOST_PICTURE_PIXELS, type PictureProblem } from '../../../../shared/domain/picture'
import { isGreyBitmap, readBitmapHeader } from './bitmap'
import { isWhole } from './isWhole'
import { problemOf } from './problemOf'
import type { PictureFile } from './readPictureFile'
import { loadSharp } from './sharpLibrary'
import type { PictureFacts } from '../types'

type Header = Pick<PictureFacts, 'width' | 'height' | 'channels' | 'hasAlpha'>
type Problem = { readonly problem: PictureProblem }

export async function readHeader(file: PictureFile): Promise<Header | Problem> {
  const header = file.format === 'bmp' ? readBitmap(file.content) : await readMetadata(file)
  if ('problem' in header) {
    const isCutOff = header.problem === 'corrupt' && !(await isWhole(file))
    return isCutOff ? { problem: 'truncated' } : header
  }
  if (header.width * header.height > MOST_PICTURE_PIXELS) return { problem: 'tooLarge' }
  return (await isWhole(file)) ? header : { problem: 'truncated' }
}

async function readMetadata({ content, format }: PictureFile): Promise<Header | Problem> {
  const sharp = await loadSharp()
  try {
    const found = await sharp(content, { failOn: 'none', limitInputPixels: false }).metadata()
    if (found.format !== format) return { problem: 'unsupported' }
    const colours = found.channels - (found.hasAlpha ? 1 : 0)
    return { ...found.autoOrient, channels: colours < 3 ? 1 : 3, hasAlpha: found.hasAlpha }
  } catch (thrown) {
    return { problem: problemOf(thrown) }
  }
}

function readBitmap(content: Buffer): Header | Problem {
  const header = readBitmapHeader(content)
  if ('problem' in header) return header
  const { width, height, masks } = header
  return { width, height, channels: isGreyBitmap(header) ? 1 : 3, hasAlpha: masks[3] !== 0 }
}
