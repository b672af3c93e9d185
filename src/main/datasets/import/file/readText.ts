/** @file Reads a text file piece by piece as characters, whatever its encoding. */
import { open, type FileHandle } from 'node:fs/promises'
import iconv from 'iconv-lite'
import { AppError } from '../../../../shared/errors/appError'
import type { SourceFile } from '../../types'
import type { Encoding } from './encoding'

/** Stands where bytes could not be read; a noncharacter, so that it occurs in no text of itself. */
export const INVALID_CHARACTER = '\ufffe'
const CHUNK_BYTES = 1_048_576

export interface ReadTextOptions {
  /** Where to begin: the first byte of a character. @default 0 */
  readonly startByte?: number
  /** Called with the bytes read so far. */
  readonly onBytes?: ((doneBytes: number) => void) | undefined
}

export interface TextPiece {
  readonly text: string
  /** The byte of the file after the last character; null where the encoding does not tell. */
  readonly endByte: number | null
}

/** @returns at most `length` first bytes of a file. @throws {file/unreadable} */
export async function readHead(file: SourceFile, length: number): Promise<Buffer> {
  const handle = await openFile(file)
  try {
    const buffer = Buffer.alloc(length)
    const { bytesRead } = await handle.read(buffer, 0, length, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

/** Yields the text without its byte order mark; bytes that spell nothing become `INVALID_CHARACTER`. @throws {file/unreadable} */
export async function* readText(
  file: SourceFile,
  encoding: Encoding,
  { startByte = 0, onBytes }: ReadTextOptions = {},
): AsyncGenerator<TextPiece> {
  const decoder = createDecoder(encoding)
  const handle = await openFile(file)
  try {
    let mayHaveMark = startByte === 0
    for (let position = startByte; ;) {
      const buffer = Buffer.allocUnsafe(CHUNK_BYTES)
      const { bytesRead } = await handle.read(buffer, 0, CHUNK_BYTES, position)
      position += bytesRead
      const text = bytesRead === 0 ? decoder.end() : decoder.write(buffer.subarray(0, bytesRead))
      const pending = decoder.pendingBytes()
      const endByte = pending === null ? null : position - pending
      if (text !== '') yield { text: mayHaveMark ? withoutMark(text) : text, endByte }
      if (text !== '') mayHaveMark = false
      if (bytesRead === 0) return
      onBytes?.(position)
    }
  } finally {
    await handle.close()
  }
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
  /** Bytes of a character that is not whole yet; null where that is not known. */
  pendingBytes(): number | null
}

function createDecoder(encoding: Encoding): Decoder {
  if (encoding === 'utf-8') return createUtf8Decoder()
  const stream = iconv.getDecoder(encoding)
  const mark = (text: string | undefined) => (text ?? '').replaceAll('\ufffd', INVALID_CHARACTER)
  return {
    write: (bytes) => mark(stream.write(bytes)),
    end: () => mark(stream.end()),
    pendingBytes: () => null,
  }
}

function createUtf8Decoder(): Decoder {
  let pending: Buffer = Buffer.alloc(0)
  return {
    write: (bytes) => {
      const all = pending.length > 0 ? Buffer.concat([pending, bytes]) : bytes
      const cut = endOfLastCharacter(all)
      pending = all.subarray(cut)
      return decodeUtf8(all.subarray(0, cut))
    },
    end: () => decodeUtf8(pending),
    pendingBytes: () => pending.length,
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

async function openFile(file: SourceFile): Promise<FileHandle> {
  try {
    return await open(file.path, 'r')
  } catch (cause) {
    throw new AppError('file/unreadable', { name: file.fileName }, { cause })
  }
}
