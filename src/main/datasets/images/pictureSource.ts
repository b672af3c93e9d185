/** @file Where pictures come from: files of a folder, or rows of an IDX file. */
import { resolve } from 'node:path'
import type { PictureProblem } from '../../../shared/domain/picture'
import type { PictureGeometry } from '../../../shared/domain/pictureGeometry'
import { invariant } from '../../../shared/errors/appError'
import { decodePicture, resizePoints } from './decodePicture'
import { idxPictureShape, type IdxFile } from './idx'
import { readPictureFile } from './readPictureFile'

export interface PictureSource {
  readonly count: number
  /** What tells it from another one of the same files: which pictures, in which order. */
  readonly contents: readonly string[]
  /** @returns bytes [height, width, channels] of the geometry, or why there are none */
  decode(index: number, geometry: PictureGeometry): Promise<Uint8Array | { readonly problem: PictureProblem }>
}

/** @param paths relative to `root`, a picture a row */
export function filesAsPictures(root: string, paths: readonly string[]): PictureSource {
  return {
    count: paths.length,
    contents: paths,
    async decode(index, geometry) {
      const file = await readPictureFile(resolve(root, paths[index] ?? ''))
      return 'problem' in file ? file : decodePicture(file, geometry)
    },
  }
}

/** Rows that the file breaks off before are `truncated`. @param rows which of the file, in order */
export function idxAsPictures(idx: IdxFile, rows: readonly number[]): PictureSource {
  const shape = idxPictureShape(idx)
  invariant(shape, 'an IDX file of pictures')
  return {
    count: rows.length,
    contents: rows.map(String),
    async decode(index, geometry) {
      const row = rows[index] ?? -1
      if (row < 0 || row >= idx.presentRows) return { problem: 'truncated' }
      const points = idx.bytes.subarray(row * idx.rowLength, (row + 1) * idx.rowLength)
      const { height, width, channels } = geometry
      const isSame = height === shape.height && width === shape.width && channels === shape.channels
      return isSame ? points : resizePoints(points, shape, geometry)
    },
  }
}
