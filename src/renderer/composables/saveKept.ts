import type { KeptFile } from '@shared/contract/invokes/projectFile'
import type { FettleApi } from '../api'

/** Fetches a large file piece by piece and offers it to keep; the browser holds the pieces, on its disk where they are many. */
export async function saveKept(
  api: FettleApi,
  kept: KeptFile,
  onProgress?: (share: number) => void,
): Promise<void> {
  const pieces: Blob[] = []
  try {
    for (let offset = 0; offset < kept.sizeBytes;) {
      const { base64 } = await api.invoke('kept:read', { id: kept.id, offset })
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
      if (bytes.length === 0) break
      pieces.push(new Blob([bytes]))
      offset += bytes.length
      onProgress?.(offset / kept.sizeBytes)
    }
  } finally {
    await api.invoke('kept:discard', { id: kept.id })
  }
  const url = URL.createObjectURL(new Blob(pieces, { type: kept.mediaType }))
  const link = document.createElement('a')
  link.href = url
  link.download = kept.fileName
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
