/** @file Size and hash of a file, computed once a version of it. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { DatasetSource } from '../../../../shared/domain/dataset'
import { AppError } from '../../../../shared/errors/appError'
import type { SourceFile } from '../../types'

/** @returns what tells a version of a file from the next: place, size and time of change. @throws {file/unreadable} */
export async function versionOf(file: SourceFile): Promise<{ key: string; sizeBytes: number }> {
  try {
    const { size, mtimeMs, ino, isFile } = await stat(file.path).then((found) => ({
      ...found,
      isFile: found.isFile(),
    }))
    if (!isFile) throw new AppError('file/unreadable', { name: file.fileName })
    return { key: JSON.stringify([file.path, size, mtimeMs, ino]), sizeBytes: size }
  } catch (cause) {
    throw new AppError('file/unreadable', { name: file.fileName }, { cause })
  }
}

/** @returns a function that describes files and remembers the last few. */
export function createDescriber(): (file: SourceFile) => Promise<DatasetSource> {
  const hashes = new Map<string, string>()
  return async (file) => {
    const { key, sizeBytes } = await versionOf(file)
    const sha256 = hashes.get(key) ?? (await hashFile(file))
    if (hashes.size >= 16) hashes.clear()
    hashes.set(key, sha256)
    return { fileName: file.fileName, sizeBytes, sha256 }
  }
}

async function hashFile(file: SourceFile): Promise<string> {
  const hash = createHash('sha256')
  try {
    for await (const chunk of createReadStream(file.path, { highWaterMark: 1_048_576 }))
      hash.update(chunk as Buffer)
  } catch (cause) {
    throw new AppError('file/unreadable', { name: file.fileName }, { cause })
  }
  return hash.digest('hex')
}
