/** @file What is known of a picture file before its points are decoded, and why a file is no usable picture. */
import * as v from 'valibot'

/** Told by what a file holds, never by how it is called; `idx` is a row of a file of many. */
export const PICTURE_FORMATS = ['jpeg', 'png', 'webp', 'gif', 'tiff', 'bmp', 'idx'] as const
export type PictureFormat = (typeof PICTURE_FORMATS)[number]

/**
 * - `corrupt`: a picture by its first bytes, but its points cannot be read
 * - `truncated`: it breaks off before its end
 * - `notAPicture`: something else, or nothing at all
 * - `tooLarge`: more points or bytes than are taken
 * - `unsupported`: a picture of a kind that is not read (SVG, PDF, HEIC, AVIF, …)
 * - `unreadable`: the file is gone, or may not be opened
 */
export const PICTURE_PROBLEMS = [
  'corrupt',
  'truncated',
  'notAPicture',
  'tooLarge',
  'unsupported',
  'unreadable',
] as const
export const PictureProblem = v.picklist(PICTURE_PROBLEMS)
export type PictureProblem = (typeof PICTURE_PROBLEMS)[number]

/** Points of a picture at most, and bytes of its file; a small file may hold a picture that fills the memory. */
export const MOST_PICTURE_PIXELS = 50_000_000
export const MOST_PICTURE_BYTES = 268_435_456
