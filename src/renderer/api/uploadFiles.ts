import { MAX_CHUNK_BYTES } from '@shared/contract/invokes/app'
import type { FileId } from '@shared/domain/ids'
import { AppError } from '@shared/errors/appError'
import type { FettleApi } from './types'
import { readBytes, toBase64, uploadFile, type UploadOptions } from './uploadFile'

/** A file with its place among those that come with it. */
export interface PlacedFile {
  readonly path: string
  readonly file: File
}

/** Pieces of one message at most: ten thousand small pictures are a few dozen messages. */
const MOST_PIECES = 500

/**
 * Hands over one file, or several as one source.
 * @throws {app/cancelled} when the signal fires; what has arrived is discarded then, as after any error.
 * @throws {file/unreadable}
 */
export async function uploadFiles(
  api: FettleApi,
  { name, files }: { readonly name: string; readonly files: readonly PlacedFile[] },
  options: UploadOptions = {},
): Promise<FileId> {
  const [first, ...others] = files
  if (first && others.length === 0 && !first.path.includes('/')) return uploadFile(api, first.file, options)
  const { fileId } = await api.invoke('folder:begin', { name })
  try {
    const total = files.reduce((sum, { file }) => sum + file.size, 0)
    const told = (received: number) => options.onProgress?.(Math.min(1, received / Math.max(1, total)))
    for await (const pieces of gatherPieces(files)) {
      if (options.signal?.aborted) throw new AppError('app/cancelled')
      told((await api.invoke('folder:append', { fileId, pieces })).receivedBytes)
    }
    await api.invoke('file:end', { fileId })
    return fileId
  } catch (error) {
    await api.invoke('file:discard', { fileId }).catch(() => undefined)
    throw error
  }
}

interface Piece {
  readonly path: string
  readonly base64: string
}

/** Small files share a message, large ones take several. */
async function* gatherPieces(files: readonly PlacedFile[]): AsyncGenerator<Piece[]> {
  let [pieces, bytes]: [Piece[], number] = [[], 0]
  for (const { path, file } of files) {
    for (let start = 0; start === 0 || start < file.size; start += MAX_CHUNK_BYTES) {
      const size = Math.min(MAX_CHUNK_BYTES, file.size - start)
      if (pieces.length > 0 && (bytes + size > MAX_CHUNK_BYTES || pieces.length >= MOST_PIECES)) {
        yield pieces
        ;[pieces, bytes] = [[], 0]
      }
      pieces.push({ path, base64: toBase64(await readBytes(file, start)) })
      bytes += size
    }
  }
  if (pieces.length > 0) yield pieces
}
