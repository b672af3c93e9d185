import { MAX_CHUNK_BYTES } from '@shared/contract/invokes/app'
import type { FileId } from '@shared/domain/ids'
import { AppError } from '@shared/errors/appError'
import type { FettleApi } from './types'

export interface UploadOptions {
  /** Called after every chunk with the share that has arrived, 0 to 1. */
  readonly onProgress?: (share: number) => void
  readonly signal?: AbortSignal
}

/**
 * Hands a file over in chunks, the same way in every host.
 * @throws {app/cancelled} when the signal fires; what has arrived is discarded then, as after any error.
 * @throws {file/unreadable} when the browser cannot read it (moved, changed or removed meanwhile).
 */
export async function uploadFile(api: FettleApi, file: File, options: UploadOptions = {}): Promise<FileId> {
  const { fileId } = await api.invoke('file:begin', { name: file.name, sizeBytes: file.size })
  try {
    for (let start = 0; start < file.size; start += MAX_CHUNK_BYTES) {
      if (options.signal?.aborted) throw new AppError('app/cancelled')
      const bytes = await readBytes(file, start)
      await api.invoke('file:append', { fileId, base64: toBase64(bytes) })
      options.onProgress?.(Math.min(1, (start + bytes.length) / file.size))
    }
    await api.invoke('file:end', { fileId })
    return fileId
  } catch (error) {
    await api.invoke('file:discard', { fileId }).catch(() => undefined)
    throw error
  }
}

/** The bytes of one chunk. @throws {file/unreadable} */
export async function readBytes(file: File, start: number): Promise<Uint8Array> {
  try {
    return new Uint8Array(await file.slice(start, start + MAX_CHUNK_BYTES).arrayBuffer())
  } catch (cause) {
    throw new AppError('file/unreadable', { name: file.name }, { cause })
  }
}

/** `btoa` takes a binary string; the string is built in pieces because argument lists have a limit. */
export function toBase64(bytes: Uint8Array): string {
  let text = ''
  for (let start = 0; start < bytes.length; start += 0x8000) {
    text += String.fromCharCode(...bytes.subarray(start, start + 0x8000))
  }
  return btoa(text)
}
