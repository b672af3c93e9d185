import { appendFileSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { AppError } from '../../../shared/errors/appError'
import { toFileName } from './fileName'

/** Bytes for one file of a folder that is coming in; they go to its end. */
export interface FolderPiece {
  /** Relative, with / or \ between its parts. */
  readonly path: string
  readonly base64: string
}

/**
 * Writes pieces below `folder`, in order. @returns their bytes.
 * @throws {file/unreadable} for a path that leads out of the folder.
 */
export function appendPieces(folder: string, pieces: readonly FolderPiece[]): number {
  let written = 0
  for (const { path, base64 } of pieces) {
    const file = join(folder, ...toSafeParts(path))
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    const bytes = Buffer.from(base64, 'base64')
    appendFileSync(file, bytes, { mode: 0o600 })
    written += bytes.length
  }
  return written
}

/** Every part is made a plain name, so that none can lead upwards or mean a device. */
function toSafeParts(path: string): string[] {
  const parts = path.split(/[/\\]/).filter((part) => part !== '' && part !== '.')
  if (parts.length === 0 || parts.includes('..') || /^(?:[a-z]:|[/\\])/i.test(path)) {
    throw new AppError('file/unreadable', { name: toFileName(path) })
  }
  return parts.map(toFileName)
}
