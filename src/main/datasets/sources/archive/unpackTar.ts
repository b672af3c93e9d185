/** @file Unpacks a tar file, gzipped or not. */
import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { extract } from 'tar-stream'
import type { FileBytes } from '../types'
import type { UnpackGuard } from './unpackGuard'
import { writeEntry } from './writeEntry'

const FILE_TYPES = new Set(['file', 'contiguous-file'])
const FOLDERS_AND_NOTES = new Set(['directory', 'pax-header', 'pax-global-header'])

export async function unpackTar(archive: FileBytes, folder: string, guard: UnpackGuard): Promise<void> {
  const entries = extract()
  const raw = createReadStream(archive.path)
  const reading = archive.isGzipped ? pipeline(raw, createGunzip(), entries) : pipeline(raw, entries)
  // Whoever reads the entries is told first; told here too, it must not count as unhandled.
  reading.catch(() => undefined)
  for await (const entry of entries) {
    const { name: rawName, type } = entry.header
    if (FILE_TYPES.has(type ?? 'file')) {
      const name = guard.admit(rawName)
      if (name !== null) await writeEntry(() => Readable.from(entry), { folder, name, guard })
      else entry.resume()
    } else {
      if (!FOLDERS_AND_NOTES.has(type ?? '')) guard.refuse(rawName, 'other')
      entry.resume()
    }
  }
  await reading
}
