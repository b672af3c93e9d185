/** @file Unwraps a gzipped file that can only be read from the disk, as one file. */
import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { basename } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { FileBytes } from '../types'
import { toSafeName } from './safeName'
import type { UnpackGuard } from './unpackGuard'
import { writeEntry } from './writeEntry'

export async function writeWhole(archive: FileBytes, folder: string, guard: UnpackGuard): Promise<void> {
  const name = toSafeName(basename(archive.name).replace(/\.gz$/i, '')) ?? 'content'
  const content = createGunzip()
  const reading = pipeline(createReadStream(archive.path), content)
  reading.catch(() => undefined)
  await writeEntry(content, { folder, name, guard })
  await reading
}
