import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import type { DataFolders } from '../context'
import { DATABASE_NAME, type Manifest, MANIFEST_NAME, nameInArchive } from './manifest'

interface ArchiveParts {
  readonly folders: DataFolders
  readonly manifest: Manifest
  readonly databaseFile: string
}

/** Weights and pictures hardly shrink; the database and tables do. */
const PACKED: ReadonlySet<string> = new Set(['sources'])

/** Writes the project file: the manifest first, so that a look at its beginning says what it is. */
export async function writeArchive(
  file: string,
  { folders, manifest, databaseFile }: ArchiveParts,
): Promise<void> {
  const zip = new ZipFile()
  zip.addBuffer(Buffer.from(JSON.stringify(manifest)), MANIFEST_NAME)
  zip.addFile(databaseFile, DATABASE_NAME)
  for (const entry of manifest.files) {
    const compress = PACKED.has(entry.folder)
    zip.addFile(join(folders[entry.folder], entry.path), nameInArchive(entry), { compress })
  }
  const failed = new Promise<never>((_resolve, reject) => zip.on('error', reject))
  zip.end()
  await Promise.race([pipeline(zip.outputStream, createWriteStream(file, { mode: 0o600 })), failed])
}
