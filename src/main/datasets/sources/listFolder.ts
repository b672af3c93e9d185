/** @file Lists the files of a folder and of those inside it. */
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../../../shared/errors/appError'
import { mapInFlight } from './mapInFlight'
import { MAX_FILES } from './limits'
import type { SourceFile } from '../types'

export interface ListedFile {
  /** The way to it inside the folder, with slashes. */
  readonly name: string
  readonly path: string
  readonly sizeBytes: number
  readonly changedMs: number
}

export interface FolderListing {
  /** By name, ascending by code units. */
  readonly files: readonly ListedFile[]
  /** Names of what is neither a file nor a folder: links are not followed. */
  readonly others: readonly string[]
}

/** What systems leave behind in folders; nobody means it as data. */
const BYSTANDERS = new Set(['__MACOSX', 'Thumbs.db', 'desktop.ini', '$RECYCLE.BIN'])

/** @returns whether a file or folder of this name is nobody's data. */
export function isHidden(name: string): boolean {
  return name.startsWith('.') || BYSTANDERS.has(name)
}

/** @throws {file/unreadable} {archive/too-many-files} */
export async function listFolder(folder: SourceFile): Promise<FolderListing> {
  const found = await walk(folder).catch((cause: unknown) => {
    throw cause instanceof AppError
      ? cause
      : new AppError('file/unreadable', { name: folder.fileName }, { cause })
  })
  const files = await mapInFlight(found.files, async (name): Promise<ListedFile | null> => {
    const path = join(folder.path, name)
    const facts = await stat(path).catch(() => null)
    return facts && { name, path, sizeBytes: facts.size, changedMs: facts.mtimeMs }
  })
  return { files: files.filter((file) => file !== null), others: found.others }
}

async function walk(folder: SourceFile): Promise<{ files: string[]; others: string[] }> {
  const files: string[] = []
  const others: string[] = []
  const waiting = ['']
  for (let prefix = waiting.pop(); prefix !== undefined; prefix = waiting.pop()) {
    for (const item of await readdir(join(folder.path, prefix), { withFileTypes: true })) {
      if (isHidden(item.name)) continue
      const name = `${prefix}${item.name}`
      if (item.isDirectory()) waiting.push(`${name}/`)
      else (item.isFile() ? files : others).push(name)
    }
    if (files.length > MAX_FILES)
      throw new AppError('archive/too-many-files', { name: folder.fileName, limit: MAX_FILES })
  }
  return { files: files.sort(), others: others.sort() }
}
