/** @file The bytes of a file that may be a picture. */
import { open } from 'node:fs/promises'
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

type Problem = { readonly problem: PictureProblem }

/** Whole, because it is hashed and decoded from memory: a file that is written to meanwhile is seen in one state. */
export async function readPictureFile(path: string): Promise<PictureFile | Problem> {
  const content = await readContent(path).catch((): Problem => ({ problem: 'unreadable' }))
  if ('problem' in content) return content
  const format = pictureFormatOf(content)
  return format === 'unsupported' || format === 'notAPicture' ? { problem: format } : { format, content }
}

/** Asks the disk no more often than it must: of small files this takes longer than all else. */
async function readContent(path: string): Promise<Buffer | Problem> {
  const file = await open(path)
  try {
    const facts = await file.stat()
    if (!facts.isFile()) return { problem: 'unreadable' }
    if (facts.size > MOST_PICTURE_BYTES) return { problem: 'tooLarge' }
    const content = Buffer.allocUnsafeSlow(facts.size)
    let length = 0
    while (length < content.length) {
      const { bytesRead } = await file.read(content, length, content.length - length, length)
      if (bytesRead === 0) break
      length += bytesRead
    }
    return content.subarray(0, length)
  } finally {
    await file.close()
  }
}
