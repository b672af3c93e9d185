/** @file The bytes of a text file as UTF-8, whatever its encoding, without its byte order mark. */
import type { OnBytes } from '../../../sources/fileBytes'
import { readBytes } from '../../../sources/fileBytes'
import type { FileBytes } from '../../../sources/types'
import type { Encoding } from '../../file/encoding'
import { readText } from '../../file/readText'

/** Bytes of UTF-8 are as they are, broken ones too; those of other encodings that spell nothing become `INVALID_CHARACTER`. */
export async function* readUtf8(
  file: FileBytes,
  encoding: Encoding,
  onBytes?: OnBytes,
): AsyncGenerator<Buffer> {
  if (encoding !== 'utf-8') {
    for await (const text of readText(file, encoding, onBytes)) yield Buffer.from(text, 'utf8')
    return
  }
  let isStart = true
  for await (const bytes of readBytes(file, onBytes)) {
    yield isStart && hasMark(bytes) ? bytes.subarray(3) : bytes
    isStart = false
  }
}

function hasMark(bytes: Buffer): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
}
