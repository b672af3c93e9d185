import { createHash } from 'node:crypto'
import { createReadStream, existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { DatasetVersion } from '../../../shared/domain/dataset'
import type { DataFolders } from '../context'
import { FILE_FOLDERS, type FileEntry } from './manifest'

/** @returns the hash of a file's bytes, hexadecimal. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const bytes of createReadStream(path)) hash.update(bytes as Uint8Array)
  return hash.digest('hex')
}

interface Wanted {
  readonly versions: readonly DatasetVersion[]
  /** Hashes of the weights of backbones that designs begin with. */
  readonly backbones: ReadonlySet<string>
  /** Every identity of the project: files of trials and the like are named after them. */
  readonly ids: ReadonlySet<string>
}

/** @returns every file that belongs to a project; what is not there, as weights that were not kept, is no loss. */
export async function listFiles(
  folders: DataFolders,
  { versions, backbones, ids }: Wanted,
): Promise<FileEntry[]> {
  const hashes = new Set(versions.map(({ source }) => source.sha256))
  const belongs = (folder: FileEntry['folder'], name: string): boolean => {
    const word = /^[A-Za-z0-9_-]+/.exec(name)?.[0] ?? ''
    if (folder === 'sources') return hashes.has(name)
    return folder === 'backbones' ? backbones.has(word) : ids.has(word)
  }
  const entries: FileEntry[] = []
  for (const folder of FILE_FOLDERS) {
    const names = existsSync(folders[folder]) ? readdirSync(folders[folder]) : []
    for (const name of names.filter((candidate) => belongs(folder, candidate))) {
      for (const path of walk(folders[folder], name)) {
        const file = join(folders[folder], path)
        entries.push({ folder, path, sizeBytes: statSync(file).size, sha256: await hashFile(file) })
      }
    }
  }
  return entries
}

/** @returns the files at or below a path, with slashes. */
function walk(root: string, path: string): string[] {
  if (!statSync(join(root, path)).isDirectory()) return [path]
  return readdirSync(join(root, path)).flatMap((name) => walk(root, `${path}/${name}`))
}
