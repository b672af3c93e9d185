/** @file Finds out how the bytes of a text file spell characters, and whether they are text at all. */
import { isAscii } from 'node:buffer'
import type { Dialect } from '../../../../shared/domain/dialect'
import { detectLegacy } from './legacyEncoding'

export type Encoding = Dialect['encoding']

/** The beginnings of files that people take for tables: PNG, JPEG, GIF, ZIP (xlsx), PDF, gzip, Parquet, SQLite, HDF5, old Excel. */
const SIGNATURES = [
  '89504e47',
  'ffd8ff',
  '47494638',
  '504b0304',
  '25504446',
  '1f8b',
  '50415231',
  '53514c697465',
  '89484446',
  'd0cf11e0',
]

export interface EncodingFound {
  readonly encoding: Encoding
  /** What speaks for it, as a key that the renderer words. */
  readonly why: 'byteOrderMark' | 'zeroBytes' | 'plainLetters' | 'validUtf8' | 'likelyCharacters'
}

/** @returns the encoding that the first bytes of a file suggest. */
export function judgeEncoding(head: Buffer): EncodingFound {
  const marked = encodingOfMark(head)
  if (marked) return { encoding: marked, why: 'byteOrderMark' }
  const wide = encodingOfZeros(head)
  if (wide) return { encoding: wide, why: 'zeroBytes' }
  if (isAscii(head)) return { encoding: 'utf-8', why: 'plainLetters' }
  if (isMostlyUtf8(head)) return { encoding: 'utf-8', why: 'validUtf8' }
  return { encoding: detectLegacy(head), why: 'likelyCharacters' }
}

export function detectEncoding(head: Buffer): Encoding {
  return judgeEncoding(head).encoding
}

/** @returns whether the bytes are no text: a known format, or control characters all over. */
export function isBinary(head: Buffer): boolean {
  const start = head.toString('hex', 0, 8)
  if (SIGNATURES.some((signature) => start.startsWith(signature))) return true
  if (encodingOfMark(head) || encodingOfZeros(head)) return false
  let controls = 0
  for (const byte of head)
    if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 12 && byte !== 27) controls++
  return controls > 8 && controls > head.length * 0.02
}

function encodingOfMark(head: Buffer): Encoding | undefined {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8'
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  return head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : undefined
}

/** UTF-16 of mostly Latin text has a zero in every other byte. */
function encodingOfZeros(head: Buffer): Encoding | undefined {
  const zeros = [0, 0]
  for (let at = 0; at < head.length; at++) if (head[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  const enough = (head.length / 2) * 0.4
  if (head.length < 4) return undefined
  if (odd > enough && even < odd / 10) return 'utf-16le'
  return even > enough && odd < even / 10 ? 'utf-16be' : undefined
}

/** A few broken lines among good ones are broken lines, not another encoding. */
function isMostlyUtf8(head: Buffer): boolean {
  const decoded = head.toString('utf8')
  let broken = 0
  let whole = 0
  for (const character of decoded) {
    if (character === '\ufffd') broken++
    else if (character > '\u007f') whole++
  }
  // The sample may cut the last character in two.
  return broken <= 1 ? isWholeUtf8(head) || whole > broken * 20 : whole > broken * 20
}

function isWholeUtf8(head: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true })
    return true
  } catch {
    return false
  }
}
