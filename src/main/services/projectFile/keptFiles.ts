import { closeSync, openSync, readSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { KeptFile } from '../../../shared/contract/invokes/projectFile'
import { AppError } from '../../../shared/errors/appError'
import { FileId } from '../../../shared/domain/ids'
import { createId, type ServiceContext } from '../context'
import { type FileName, toDownload } from '../downloads/download'

/** Bytes of a piece. */
const PIECE = 4 * 2 ** 20

export interface KeptFiles {
  /** Moves a file here, under a name that every operating system takes. */
  take(path: string, name: FileName): KeptFile
  /** @returns bytes from a place on, base64; fewer than a whole piece at the end, none behind it @throws {app/not-found} */
  read(id: FileId, offset: number): { readonly base64: string }
  discard(id: FileId): void
}

/** Whatever is not fetched goes with the next start. */
export function createKeptFiles({ folders }: Pick<ServiceContext, 'folders'>): KeptFiles {
  const paths = new Map<FileId, string>()
  return {
    take(path, name) {
      const id = createId(FileId)
      const kept = join(folders.uploads, `${id}.kept`)
      renameSync(path, kept)
      paths.set(id, kept)
      const { fileName, mediaType } = toDownload('', name)
      return { id, fileName, mediaType, sizeBytes: statSync(kept).size }
    },
    read(id, offset) {
      const path = paths.get(id)
      if (path === undefined) throw new AppError('app/not-found', { what: 'file', id })
      const descriptor = openSync(path, 'r')
      try {
        const piece = Buffer.alloc(PIECE)
        const count = readSync(descriptor, piece, 0, PIECE, offset)
        return { base64: piece.subarray(0, count).toString('base64') }
      } finally {
        closeSync(descriptor)
      }
    },
    discard(id) {
      const path = paths.get(id)
      if (path !== undefined) rmSync(path, { force: true })
      paths.delete(id)
    },
  }
}
