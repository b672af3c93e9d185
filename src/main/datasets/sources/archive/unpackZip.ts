/** @file Unpacks a zip file. */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import iconv from 'iconv-lite'
import { open as openZip, type Entry, type ZipFile } from 'yauzl'
import { AppError } from '../../../../shared/errors/appError'
import { detectEncoding } from '../../import/file/encoding'
import type { FileBytes } from '../types'
import { UnpackGuard, type ArchiveFacts } from './unpackGuard'
import { writeEntry } from './writeEntry'

export async function unpackZip(archive: FileBytes, folder: string, guard: UnpackGuard): Promise<void> {
  await eachEntry(archive, async (zip, entry) => {
    const rawName = nameOf(entry)
    if (/[\\/]$/.test(rawName)) return
    if (isLink(entry)) return guard.refuse(rawName, 'other')
    if (entry.isEncrypted()) return guard.refuse(rawName, 'unreadable')
    const name = guard.admit(rawName)
    if (name !== null) await writeOne({ zip, entry, folder, name, guard })
  })
}

/** @returns the names of all entries, as they are written there. */
export async function listZip(archive: FileBytes): Promise<string[]> {
  const names: string[] = []
  await eachEntry(archive, (_zip, entry) => {
    names.push(nameOf(entry))
    return Promise.resolve()
  })
  return names
}

/** Looks at the sizes that a zip tells of its entries before anybody unpacks them into memory. @throws {archive/*} */
export async function guardZip(archive: FileBytes & ArchiveFacts): Promise<void> {
  const guard = new UnpackGuard(archive)
  await eachEntry(archive, (_zip, entry) => {
    guard.expand(entry.uncompressedSize)
    return Promise.resolve()
  })
}

interface ZipEntry {
  readonly zip: ZipFile
  readonly entry: Entry
  readonly folder: string
  readonly name: string
  readonly guard: UnpackGuard
}

/** An entry that is broken costs itself, not the archive. */
async function writeOne({ zip, entry, folder, name, guard }: ZipEntry): Promise<void> {
  try {
    await writeEntry(() => openEntry(zip, entry), { folder, name, guard })
  } catch (thrown) {
    if (thrown instanceof AppError || isDiskError(thrown)) throw thrown
    await rm(join(folder, name), { force: true })
    guard.reject(name, 'unreadable')
  }
}

function isDiskError(thrown: unknown): boolean {
  return thrown instanceof Error && 'syscall' in thrown
}

async function eachEntry(
  archive: FileBytes,
  visit: (zip: ZipFile, entry: Entry) => Promise<void>,
): Promise<void> {
  // Names are read here: the library would give up the whole archive for one that leads out of it.
  const zip = await new Promise<ZipFile>((resolve, reject) => {
    openZip(archive.path, { lazyEntries: true, decodeStrings: false, autoClose: false }, (error, opened) => {
      if (error) reject(error)
      else resolve(opened)
    })
  })
  try {
    await new Promise<void>((resolve, reject) => {
      zip.on('error', reject)
      zip.on('end', resolve)
      zip.on('entry', (entry: Entry) => {
        Promise.resolve()
          .then(() => visit(zip, entry))
          .then(() => zip.readEntry(), reject)
      })
      zip.readEntry()
    })
  } finally {
    zip.close()
  }
}

function openEntry(zip: ZipFile, entry: Entry): Promise<Readable> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) reject(error)
      else resolve(stream)
    })
  })
}

/** Bit 11 says UTF-8; without it, names are in whatever the writer's system used. */
function nameOf(entry: Entry): string {
  const bytes = entry.fileNameRaw
  return (entry.generalPurposeBitFlag & 0x800) !== 0
    ? bytes.toString('utf8')
    : iconv.decode(bytes, detectEncoding(bytes))
}

/** The upper half of the attributes is the file's mode where Unix wrote it. */
function isLink(entry: Entry): boolean {
  return ((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000
}
