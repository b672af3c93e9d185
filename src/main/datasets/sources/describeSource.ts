/** @file Size and hash of a file or folder, computed once a version of it. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import type { DatasetSource } from '../../../shared/domain/dataset'
import { AppError } from '../../../shared/errors/appError'
import type { SourceFile } from '../types'
import { listFolder, type FolderListing } from './listFolder'
import { mapInFlight } from './mapInFlight'

export interface SourceVersion {
  /** Tells a version from the next: place, size and time of change, of every file. */
  readonly key: string
  readonly sizeBytes: number
  /** Null where the source is one file. */
  readonly listing: FolderListing | null
}

/** @throws {file/unreadable} {archive/too-many-files} */
export async function versionOf(file: SourceFile): Promise<SourceVersion> {
  const facts = await stat(file.path).catch((cause: unknown) => {
    throw new AppError('file/unreadable', { name: file.fileName }, { cause })
  })
  if (facts.isDirectory()) return versionOfFolder(file)
  if (!facts.isFile()) throw new AppError('file/unreadable', { name: file.fileName })
  const { size, mtimeMs, ino } = facts
  return { key: JSON.stringify([file.path, size, mtimeMs, ino]), sizeBytes: size, listing: null }
}

async function versionOfFolder(folder: SourceFile): Promise<SourceVersion> {
  const listing = await listFolder(folder)
  const hash = createHash('sha256')
  let sum = 0
  for (const { name, sizeBytes, changedMs } of listing.files) {
    hash.update(JSON.stringify([name, sizeBytes, changedMs]))
    sum += sizeBytes
  }
  return { key: JSON.stringify([folder.path, hash.digest('hex')]), sizeBytes: sum, listing }
}

export type DescribeSource = (file: SourceFile) => Promise<DatasetSource>

/** @returns a function that describes files and folders and remembers the last few. */
export function createDescriber(): DescribeSource {
  const hashes = new Map<string, string>()
  return async (file) => {
    const version = await versionOf(file)
    const sha256 = hashes.get(version.key) ?? (await hashSource(file, version))
    if (hashes.size >= 16) hashes.clear()
    hashes.set(version.key, sha256)
    return { fileName: file.fileName, sizeBytes: version.sizeBytes, sha256 }
  }
}

function hashSource(file: SourceFile, { listing, sizeBytes }: SourceVersion): Promise<string> {
  return listing ? hashFolder(listing) : hashFile(file, sizeBytes)
}

/** The hash of a folder covers name, size and content of each file in it, and nothing of where it lies. */
async function hashFolder({ files }: FolderListing): Promise<string> {
  const contents = await mapInFlight(files, ({ name, path, sizeBytes }) =>
    hashFile({ path, fileName: name }, sizeBytes),
  )
  const hash = createHash('sha256')
  files.forEach(({ name, sizeBytes }, at) =>
    hash.update(`${JSON.stringify([name.normalize('NFC'), sizeBytes, contents[at]])}\n`),
  )
  return hash.digest('hex')
}

const CHUNK_BYTES = 1_048_576

/** A stream takes a whole chunk of memory, however small its file is: ten thousand pictures would take ten gigabytes. */
async function hashFile(file: SourceFile, sizeBytes: number): Promise<string> {
  const hash = createHash('sha256')
  try {
    if (sizeBytes <= CHUNK_BYTES) return hash.update(await readFile(file.path)).digest('hex')
    for await (const chunk of createReadStream(file.path, { highWaterMark: CHUNK_BYTES }))
      hash.update(chunk as Buffer)
  } catch (cause) {
    throw new AppError('file/unreadable', { name: file.fileName }, { cause })
  }
  return hash.digest('hex')
}
