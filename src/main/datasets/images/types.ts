/** @file What is known of a picture, and what is wrong with one. */
import type { PictureFormat, PictureProblem } from '../../../shared/domain/picture'

/** A picture as its header describes it; its points are not decoded yet. */
export interface PictureFacts {
  /** Inside its source, as it was asked for. */
  readonly path: string
  /** Pixels, turned as the picture is meant to be seen (EXIF orientation). */
  readonly width: number
  readonly height: number
  /** Of colour: 1 is grey, 3 is colour; transparency is not counted. */
  readonly channels: 1 | 3
  readonly hasAlpha: boolean
  readonly format: PictureFormat
  /** Size of the file. */
  readonly bytes: number
  /** SHA-256 of the file in hexadecimal: equal for files that are the same. */
  readonly hash: string
}

export interface UnusablePicture {
  readonly path: string
  readonly problem: PictureProblem
}

export type ProbedPicture = PictureFacts | UnusablePicture

export function isUsable(probed: ProbedPicture): probed is PictureFacts {
  return !('problem' in probed)
}

/** Told how many of the pictures are done. */
export type OnPictures = (done: number, total: number) => void
