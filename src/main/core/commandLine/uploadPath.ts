/** @file Hands files and folders of this machine over to the core, by the same channels that a window uses. */
import { open, readdir, stat } from 'node:fs/promises'
import { basename, join, relative } from 'node:path'
import { MAX_CHUNK_BYTES } from '../../../shared/contract/invokes/app'
import type { FileId } from '../../../shared/domain/ids'
import { AppError } from '../../../shared/errors/appError'
import type { Call } from './coreClient'

/** @throws {file/unreadable} */
export async function uploadFile(call: Call, path: string): Promise<FileId> {
  const { size } = await statOf(path)
  const { fileId } = await call('file:begin', { name: basename(path), sizeBytes: size })
  for await (const base64 of readChunks(path)) await call('file:append', { fileId, base64 })
  await call('file:end', { fileId })
  return fileId
}

/** What comes on standard input; its size is known at its end only. */
export async function uploadInput(call: Call, input: AsyncIterable<Buffer | string>): Promise<FileId> {
  const parts: Buffer[] = []
  for await (const part of input) parts.push(Buffer.from(part))
  const bytes = Buffer.concat(parts)
  const { fileId } = await call('file:begin', { name: 'standard input', sizeBytes: bytes.length })
  for (let at = 0; at < bytes.length; at += MAX_CHUNK_BYTES) {
    await call('file:append', { fileId, base64: bytes.toString('base64', at, at + MAX_CHUNK_BYTES) })
  }
  await call('file:end', { fileId })
  return fileId
}

/** Several files, or a folder, become one source. @throws {file/unreadable} */
export async function uploadPaths(call: Call, paths: readonly string[]): Promise<FileId> {
  const [first = '', ...others] = paths
  const isFolder = (await statOf(first)).isDirectory()
  if (others.length === 0 && !isFolder) return uploadFile(call, first)
  const { fileId } = await call('folder:begin', { name: basename(first) })
  const pieces = new PieceBuffer((full) => call('folder:append', { fileId, pieces: full }))
  for (const path of paths) {
    const root = (await statOf(path)).isDirectory() ? path : join(path, '..')
    for (const file of await listFiles(path)) {
      for await (const base64 of readChunks(file)) await pieces.add(relative(root, file), base64)
    }
  }
  await pieces.flush()
  await call('file:end', { fileId })
  return fileId
}

async function statOf(path: string) {
  return stat(path).catch((cause: unknown) => {
    throw new AppError('file/unreadable', { name: path }, { cause })
  })
}

/** Links are not followed: they may lead anywhere, or round in a circle. */
async function listFiles(path: string): Promise<string[]> {
  if (!(await statOf(path)).isDirectory()) return [path]
  const entries = await readdir(path, { withFileTypes: true, recursive: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

async function* readChunks(path: string): AsyncGenerator<string> {
  const file = await open(path, 'r').catch((cause: unknown) => {
    throw new AppError('file/unreadable', { name: path }, { cause })
  })
  try {
    const chunk = Buffer.alloc(MAX_CHUNK_BYTES)
    for (;;) {
      const { bytesRead } = await file.read(chunk, 0, chunk.length)
      if (bytesRead === 0) return
      yield chunk.toString('base64', 0, bytesRead)
    }
  } finally {
    await file.close()
  }
}

interface Piece {
  readonly path: string
  readonly base64: string
}

/** Gathers small files, so that ten thousand of them are not ten thousand messages. */
class PieceBuffer {
  private pieces: Piece[] = []
  private size = 0

  constructor(private readonly send: (pieces: Piece[]) => Promise<unknown>) {}

  async add(path: string, base64: string): Promise<void> {
    const isFull = this.size + base64.length > (MAX_CHUNK_BYTES * 4) / 3 || this.pieces.length >= 500
    if (this.pieces.length > 0 && isFull) await this.flush()
    this.pieces.push({ path, base64 })
    this.size += base64.length
  }

  async flush(): Promise<void> {
    const full = this.pieces
    this.pieces = []
    this.size = 0
    if (full.length > 0) await this.send(full)
  }
}
