/** @file Unwraps a gzipped file that can only be read from the disk, as one file. */
import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { basename } from 'node:path'
import type { FileBytes } from '../types'
import { toSafeName } from './safeName'
import type { UnpackGuard } from './unpackGuard'
import { writeEntry } from './writeEntry'

export async function writeWhole(archive: FileBytes, folder: string, guard: UnpackGuard): Promise<void> {
  const name = toSafeName(basename(archive.name).replace(/\.gz$/i, '')) ?? 'content'
  const raw = createReadStream(archive.path)
  const content = createGunzip()
  raw.on('error', (error) => content.destroy(error))
  await writeEntry(() => raw.pipe(content), { folder, name, guard })
}
