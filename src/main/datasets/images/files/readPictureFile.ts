/** @file The bytes of a file that may be a picture. */
import { readFile, stat } from 'node:fs/promises'
import {
  MOST_PICTURE_BYTES,
  type PictureFormat,
  type PictureProblem,
} from '../../../../shared/domain/picture'
import { pictureFormatOf } from './pictureFormat'

export interface PictureFile {
  readonly format: PictureFormat
  readonly content: Buffer
}

/** Whole, because it is hashed and decoded from memory: a file that is written to meanwhile is seen in one state. */
export async function readPictureFile(path: string): Promise<PictureFile | { problem: PictureProblem }> {
  try {
    const { size } = await stat(path)
    if (size > MOST_PICTURE_BYTES) return { problem: 'tooLarge' }
    const content = await readFile(path)
    const format = pictureFormatOf(content)
    return format === 'unsupported' || format === 'notAPicture' ? { problem: format } : { format, content }
  } catch {
    return { problem: 'unreadable' }
  }
}
