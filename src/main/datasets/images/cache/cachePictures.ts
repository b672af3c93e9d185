/** @file Decoded pictures by what they were made of: the same pictures in the same geometry are decoded once. */
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { PictureGeometry } from '../../../../shared/domain/pictureGeometry'
import { AppError } from '../../../../shared/errors/appError'
import { canonicalJson } from '../../../../shared/util/canonicalJson'
import { decodePictures } from './decodePictures'
import type { PictureSource } from '../pictureSource'
import { openPictureTensor, type PictureTensor } from './pictureTensor'
import type { OnPictures } from '../types'

export interface CacheRequest {
  /** Decoded pictures lie in `pictures/` below. */
  readonly cacheFolder: string
  /** SHA-256 of what the pictures are read from. */
  readonly sourceHash: string
  readonly source: PictureSource
  readonly geometry: PictureGeometry
  readonly onProgress?: OnPictures
}

/** Changes with what a decoder makes of the same picture. */
const DECODER_VERSION = 1

/** @returns where the decoded pictures lie, or would */
export function cachedPicturesFile(request: Omit<CacheRequest, 'onProgress'>): string {
  const { cacheFolder, sourceHash, source, geometry } = request
  const made = canonicalJson([DECODER_VERSION, sourceHash, geometry, source.contents])
  return join(cacheFolder, 'pictures', `${createHash('sha256').update(made).digest('hex')}.u8`)
}

/** Decodes what is not there yet, and opens it; the caller closes it. A file that is not whole is made again. */
export async function cachePictures(request: CacheRequest): Promise<PictureTensor> {
  const file = cachedPicturesFile(request)
  try {
    return await openPictureTensor(file)
  } catch (thrown) {
    const isMissing = thrown instanceof AppError && thrown.code === 'file/unreadable'
    if (!isMissing) throw thrown
  }
  const { source, geometry, onProgress } = request
  await decodePictures({ source, geometry, file, onProgress })
  return openPictureTensor(file)
}
