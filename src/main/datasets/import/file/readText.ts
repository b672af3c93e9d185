/** @file Reads a text file piece by piece as characters, whatever its encoding. */
import iconv from 'iconv-lite'
import { readBytes, type OnBytes } from '../../sources/fileBytes'
import type { FileBytes } from '../../sources/types'
import type { Encoding } from './encoding'

/** Stands where bytes could not be read; a noncharacter, so that it occurs in no text of itself. */
export const INVALID_CHARACTER = '\ufffe'
/** Yields the text without its byte order mark; bytes that spell nothing become `INVALID_CHARACTER`. @throws {file/unreadable} */
export async function* readText(
  file: FileBytes,
  encoding: Encoding,
  onBytes?: OnBytes,
): AsyncGenerator<string> {
  const decoder = createDecoder(encoding)
  let isStart = true
  for await (const bytes of readBytes(file, onBytes)) {
    const text = decoder.write(bytes)
    if (text === '') continue
    yield isStart ? withoutMark(text) : text
    isStart = false
  }
  const rest = decoder.end()
  if (rest !== '') yield isStart ? withoutMark(rest) : rest
}

/** Decodes the first bytes of a file; `isWhole` says that nothing follows them. */
export function decodeHead(head: Buffer, encoding: Encoding, isWhole: boolean): string {
  const decoder = createDecoder(encoding)
  const text = decoder.write(head)
  return withoutMark(isWhole ? text + decoder.end() : text)
}

interface Decoder {
  write(bytes: Buffer): string
  end(): string
}

function createDecoder(encoding: Encoding): Decoder {
  if (encoding === 'utf-8') return createUtf8Decoder()
  const stream = iconv.getDecoder(encoding)
  const mark = (text: string | undefined) => (text ?? '').replaceAll('\ufffd', INVALID_CHARACTER)
  return {
    write: (bytes) => mark(stream.write(bytes)),
    end: () => mark(stream.end()),
  }
}

function createUtf8Decoder(): Decoder {
  let pending: Buffer = Buffer.alloc(0)
  return {
    write: (bytes) => {
      const all = pending.length > 0 ? Buffer.concat([pending, bytes]) : bytes
      const cut = endOfLastCharacter(all)
      // The bytes are overwritten by the next ones.
      pending = Buffer.from(all.subarray(cut))
      return decodeUtf8(all.subarray(0, cut))
    },
    end: () => decodeUtf8(pending),
  }
}

/** A character of UTF-8 has at most three bytes after its first. */
function endOfLastCharacter(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return bytes.length
    if (byte >= 0xc0) return lengthOf(byte) > back ? bytes.length - back : bytes.length
  }
  return bytes.length
}

function lengthOf(firstByte: number): number {
  if (firstByte >= 0xf0) return 4
  return firstByte >= 0xe0 ? 3 : 2
}

function decodeUtf8(bytes: Buffer): string {
  const text = bytes.toString('utf8')
  // The replacement character may be the file's own (an earlier accident, faithfully kept): only broken bytes are marked.
  return text.includes('\ufffd') ? decodeBrokenUtf8(bytes) : text
}

function decodeBrokenUtf8(bytes: Buffer): string {
  const lines: string[] = []
  for (let start = 0; start <= bytes.length;) {
    const newline = bytes.indexOf(10, start)
    const line = bytes.subarray(start, newline < 0 ? bytes.length : newline)
    const text = line.toString('utf8')
    lines.push(Buffer.from(text, 'utf8').equals(line) ? text : text.replaceAll('\ufffd', INVALID_CHARACTER))
    if (newline < 0) break
    start = newline + 1
  }
  return lines.join('\n')
}

function withoutMark(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
}
