import type { Dirent } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** Space that files take. */
export interface FolderSize {
  readonly bytes: number
  readonly files: number
}

export const NOTHING: FolderSize = { bytes: 0, files: 0 }

/** @returns the size of a file, or of all files below a folder; nothing where there is none. Links are not followed. */
export async function measurePath(path: string): Promise<FolderSize> {
  const found = await stat(path).catch(() => null)
  if (found === null) return NOTHING
  if (!found.isDirectory()) return { bytes: found.size, files: 1 }
  const entries = await readdir(path, { withFileTypes: true }).catch((): Dirent[] => [])
  const sizes = await Promise.all(
    entries.filter((entry) => !entry.isSymbolicLink()).map((entry) => measurePath(join(path, entry.name))),
  )
  return addSizes(sizes)
}

export function addSizes(sizes: readonly FolderSize[]): FolderSize {
  return sizes.reduce(
    (sum, { bytes, files }) => ({ bytes: sum.bytes + bytes, files: sum.files + files }),
    NOTHING,
  )
}
