/** @file What a file is by its first bytes. */
import type { PictureFormat } from '../../../../shared/domain/picture'

type Found = PictureFormat | 'unsupported' | 'notAPicture'

interface Signature {
  readonly format: Exclude<Found, 'notAPicture'>
  /** Latin-1 text that stands at `at`. */
  readonly text: string
  readonly at?: number
}

const SIGNATURES: readonly Signature[] = [
  { format: 'jpeg', text: '\xff\xd8\xff' },
  { format: 'png', text: '\x89PNG\r\n\x1a\n' },
  { format: 'gif', text: 'GIF87a' },
  { format: 'gif', text: 'GIF89a' },
  { format: 'webp', text: 'WEBP', at: 8 },
  { format: 'tiff', text: 'II*\0' },
  { format: 'tiff', text: 'MM\0*' },
  { format: 'tiff', text: 'II+\0' },
  { format: 'tiff', text: 'MM\0+' },
  { format: 'bmp', text: 'BM' },
  // HEIC, AVIF and other kinds of one family of containers.
  { format: 'unsupported', text: 'ftyp', at: 4 },
  { format: 'unsupported', text: '%PDF' },
  { format: 'unsupported', text: '8BPS' },
  { format: 'unsupported', text: '\0\0\x01\0' },
  { format: 'unsupported', text: '\xff\x0a' },
  { format: 'unsupported', text: '\0\0\0\x0cJXL ' },
  { format: 'unsupported', text: '\0\0\0\x0cjP  ' },
  { format: 'unsupported', text: 'DDS ' },
  { format: 'unsupported', text: 'v/1\x01' },
]

/** An SVG may begin with a declaration, a document type and comments. */
const SVG_HEAD = 1024

/** @param head the first kilobyte of a file, or all of it */
export function pictureFormatOf(head: Buffer): Found {
  const text = head.toString('latin1', 0, SVG_HEAD)
  const found = SIGNATURES.find(({ text: signature, at = 0 }) => text.startsWith(signature, at))
  if (found) return found.format
  if (/<svg[\s>]/i.test(text) || /^\d?P[1-7]\s/.test(text)) return 'unsupported'
  return 'notAPicture'
}
