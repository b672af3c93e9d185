/** @file The bytes of a file as they are meant: unwrapped where it is gzipped. */
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { constants, createGunzip, gunzipSync } from 'node:zlib'
import { AppError } from '../../../shared/errors/appError'
import { MAX_UNPACKED_BYTES } from './limits'
import type { FileBytes } from './types'

const CHUNK_BYTES = 1_048_576
/** Compressed bytes that are unwrapped to see what is inside. */
const PEEK_BYTES = 8192

/** Called with the bytes of the file on disk that were read so far. */
export type OnBytes = (doneBytes: number) => void

/** @returns at most `length` first bytes as they lie on disk. @throws {file/unreadable} */
export async function readRawHead(path: string, name: string, length: number): Promise<Buffer> {
  const handle = await open(path, 'r').catch((cause: unknown) => {
    throw unreadable(name, cause)
  })
  try {
    const { size } = await handle.stat()
    const buffer = Buffer.allocUnsafe(Math.min(length, size))
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0)
    return buffer.subarray(0, bytesRead)
  } catch (cause) {
    throw unreadable(name, cause)
  } finally {
    await handle.close()
  }
}

/** @returns the beginning of what a gzip stream holds, as far as its first bytes tell; null where it is broken. */
export function peekGzip(head: Buffer): Buffer | null {
  try {
    return gunzipSync(head.subarray(0, PEEK_BYTES), { finishFlush: constants.Z_SYNC_FLUSH })
  } catch {
    return null
  }
}

/** @returns at most `length` first bytes, unwrapped. @throws {file/unreadable} {archive/broken} */
export async function readHead(file: FileBytes, length: number): Promise<Buffer> {
  if (!file.isGzipped) return readRawHead(file.path, file.name, length)
  const chunks: Buffer[] = []
  let sizeBytes = 0
  for await (const chunk of readBytes(file)) {
    chunks.push(Buffer.from(chunk))
    sizeBytes += chunk.length
    if (sizeBytes >= length) break
  }
  return Buffer.concat(chunks).subarray(0, length)
}

/** @returns all bytes, unwrapped. @throws {file/unreadable} {archive/broken} */
export async function readWhole(file: FileBytes): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of readBytes(file)) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}

/**
 * Yields the bytes, unwrapped, about a million at a time; each piece is overwritten once the next is asked for.
 * @throws {file/unreadable} {archive/broken} {archive/too-large}
 */
export async function* readBytes(file: FileBytes, onBytes?: OnBytes): AsyncGenerator<Buffer> {
  let doneBytes = 0
  try {
    for await (const bytes of file.isGzipped ? unwrapped(file.path, onBytes) : rawBytes(file.path, onBytes)) {
      doneBytes += bytes.length
      if (doneBytes > MAX_UNPACKED_BYTES)
        throw new AppError('archive/too-large', { name: file.name, limitBytes: MAX_UNPACKED_BYTES })
      yield bytes
    }
  } catch (cause) {
    throw cause instanceof AppError ? cause : unreadable(file.name, cause)
  }
}

/** Reads on while the piece before is being looked at. */
async function* rawBytes(path: string, onBytes?: OnBytes): AsyncGenerator<Buffer> {
  const handle = await open(path, 'r')
  let [present, next] = [Buffer.allocUnsafe(CHUNK_BYTES), Buffer.allocUnsafe(CHUNK_BYTES)]
  let reading = handle.read(present, 0, CHUNK_BYTES, 0)
  try {
    for (let position = 0; ;) {
      const { bytesRead } = await reading
      if (bytesRead === 0) return
      position += bytesRead
      reading = handle.read(next, 0, CHUNK_BYTES, position)
      // Awaited above or below; an error before that is not one that nobody handles.
      reading.catch(() => undefined)
      yield present.subarray(0, bytesRead)
      onBytes?.(position)
      ;[present, next] = [next, present]
    }
  } finally {
    await reading.catch(() => undefined)
    await handle.close()
  }
}

/** A stream that is piped does not hand its errors on by itself. */
async function* unwrapped(path: string, onBytes?: OnBytes): AsyncGenerator<Buffer> {
  const raw = createReadStream(path, { highWaterMark: CHUNK_BYTES })
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES })
  raw.on('error', (error) => gunzip.destroy(error))
  try {
    for await (const bytes of raw.pipe(gunzip)) {
      yield bytes as Buffer
      onBytes?.(raw.bytesRead)
    }
  } finally {
    raw.destroy()
  }
}

function unreadable(name: string, cause: unknown): AppError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  return new AppError(code.startsWith('Z_') ? 'archive/broken' : 'file/unreadable', { name }, { cause })
}
