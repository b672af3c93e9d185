/** @file Where pictures come from: files of a folder, or rows of an IDX file. */
import { createHash } from 'node:crypto'
import { resolve } from 'node:path'
import type { PictureProblem } from '../../../shared/domain/picture'
import type { PictureGeometry } from '../../../shared/domain/pictureGeometry'
import { decodePicture, resizePoints } from './decode/decodePicture'
import { idxPictureShape, type IdxFile } from './idx'
import { probePicture } from './files/probePicture'
import { readPictureFile } from './files/readPictureFile'
import { showPicture, showPoints } from './decode/showPicture'
import type { ProbedPicture } from './types'

type Problem = { readonly problem: PictureProblem }

/** What is wrong with a picture is an answer, never an exception. */
export interface PictureSource {
  readonly count: number
  /** What tells it from another one of the same files: which pictures, in which order. */
  readonly contents: readonly string[]
  probe(index: number): Promise<ProbedPicture>
  /** @param onUnfocused told where what the geometry looks for was not found @returns bytes [height, width, channels] of the geometry */
  decode(index: number, geometry: PictureGeometry, onUnfocused?: () => void): Promise<Uint8Array | Problem>
  /** @returns a data URL of the picture, scaled down where one of its sides is longer than `side` */
  show(index: number, side: number): Promise<string | Problem>
}

/**
 * @param paths relative to `root`, a picture a row
 * @param placeOf where a path lies: a file that was handed over alone has another name on the disk
 */
export function filesAsPictures(
  root: string,
  paths: readonly string[],
  placeOf = (path: string): string => resolve(root, path),
): PictureSource {
  const read = (index: number) => readPictureFile(placeOf(paths[index] ?? ''))
  return {
    count: paths.length,
    contents: paths,
    async probe(index) {
      return probePicture(await read(index), paths[index] ?? '')
    },
    async decode(index, geometry, onUnfocused) {
      const file = await read(index)
      return 'problem' in file ? file : decodePicture(file, geometry, onUnfocused)
    },
    async show(index, side) {
      const file = await read(index)
      return 'problem' in file ? file : showPicture(file, side)
    },
  }
}

/** Rows that the file breaks off before are `truncated`. @param rows which of the file, in order */
export function idxAsPictures(idx: IdxFile, rows: readonly number[]): PictureSource {
  const shape = idxPictureShape(idx)
  if (shape === null) return noPictures(rows.map(String))
  const pointsOf = (index: number): Uint8Array | null => {
    const row = rows[index] ?? -1
    const isPresent = row >= 0 && row < idx.presentRows
    return isPresent ? idx.bytes.subarray(row * idx.rowLength, (row + 1) * idx.rowLength) : null
  }
  const missing: Problem = { problem: 'truncated' }
  return {
    count: rows.length,
    contents: rows.map(String),
    async probe(index) {
      const [points, path] = [pointsOf(index), String(rows[index])]
      if (points === null) return { path, ...missing }
      const hash = createHash('sha256').update(points).digest('hex')
      return { path, ...shape, hasAlpha: false, format: 'idx', bytes: points.length, hash }
    },
    async decode(index, geometry, onUnfocused) {
      const points = pointsOf(index)
      if (points === null) return missing
      // Points without a format are drawings of a few pixels: no face is looked for in them.
      if (geometry.focus) onUnfocused?.()
      const { height, width, channels } = geometry
      const isSame = height === shape.height && width === shape.width && channels === shape.channels
      return isSame ? points : resizePoints(points, shape, geometry)
    },
    async show(index, side) {
      const points = pointsOf(index)
      return points === null ? missing : showPoints(points, shape, side)
    },
  }
}

/** Of numbers that are no bytes: what is black and white among them, nobody says. */
function noPictures(contents: readonly string[]): PictureSource {
  const problem = { problem: 'unsupported' } as const
  return {
    count: contents.length,
    contents,
    probe: (index) => Promise.resolve({ path: contents[index] ?? '', ...problem }),
    decode: () => Promise.resolve(problem),
    show: () => Promise.resolve(problem),
  }
}

/** Several sources, their pictures numbered through. @param numbers which, in order */
export function joinPictures(parts: readonly PictureSource[], numbers: readonly number[]): PictureSource {
  let total = 0
  const places = parts.map((part) => ({ part, first: (total += part.count) - part.count }))
  const partOf = (index: number): { part: PictureSource; at: number } | null => {
    const number = numbers[index] ?? -1
    const found = places.findLast(({ first }) => first <= number)
    return found && number < total ? { part: found.part, at: number - found.first } : null
  }
  const missing: Problem = { problem: 'unreadable' }
  return {
    count: numbers.length,
    contents: numbers.map(String),
    async probe(index) {
      const place = partOf(index)
      const path = String(numbers[index])
      return place ? { ...(await place.part.probe(place.at)), path } : { path, ...missing }
    },
    async decode(index, geometry, onUnfocused) {
      const place = partOf(index)
      return place ? place.part.decode(place.at, geometry, onUnfocused) : missing
    },
    async show(index, side) {
      const place = partOf(index)
      return place ? place.part.show(place.at, side) : missing
    },
  }
}
