/** @file Tells what a file is by its first bytes. */
import { detectEncoding, isBinary } from '../import/file/encoding'
import { decodeHead } from '../import/file/readText'
import { pictureFormatOf } from '../images/files/pictureFormat'
import type { Content } from './types'

/** Bytes from the beginning that tell enough. */
export const CONTENT_BYTES = 4096

/** JSON begins with a record, or with a list of records. */
const JSON_START = /^\s*(?:\{\s*["}]|\[\s*[[{"\]])/

const IDX = { images: 0x00000803, labels: 0x00000801 }

/** @param head at least `CONTENT_BYTES` first bytes, or all there are. */
export function contentOf(head: Buffer): Content {
  if (head.length === 0) return 'empty'
  return signedContent(head) ?? (isPicture(head) ? 'picture' : textContent(head))
}

function signedContent(head: Buffer): Content | null {
  if (head.toString('latin1', 0, 4) === 'PAR1') return 'parquet'
  if (head.toString('latin1', 0, 4) === 'PK\u0003\u0004') return 'zip'
  if (head.toString('latin1', 0, 4) === 'PK\u0005\u0006') return 'zip'
  if (head.toString('latin1', 257, 262) === 'ustar') return 'tar'
  if (head.length >= 16 && head.readUInt32BE(0) === IDX.images) return 'idxImages'
  return head.length >= 8 && head.readUInt32BE(0) === IDX.labels ? 'idxLabels' : null
}

/** Two letters are too little to take a table whose first column is called BMI for a picture. */
function isPicture(head: Buffer): boolean {
  const format = pictureFormatOf(head)
  if (format === 'bmp') return head.length >= 26 && head.readUInt32LE(6) === 0
  return format !== 'unsupported' && format !== 'notAPicture'
}

function textContent(head: Buffer): Content {
  if (isBinary(head)) return 'binary'
  const text = decodeHead(head, detectEncoding(head), false)
  return JSON_START.test(text) ? 'json' : 'text'
}

/** @returns whether the bytes begin a gzip stream. */
export function isGzip(head: Buffer): boolean {
  return head[0] === 0x1f && head[1] === 0x8b && head[2] === 8
}
