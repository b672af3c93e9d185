import { createHash } from 'node:crypto'
import { createWriteStream, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { Transform, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import * as v from 'valibot'
import yauzl, { type Entry, type ZipFile } from 'yauzl'
import { AppError } from '../../../shared/errors/appError'
import { FORMAT, Manifest, MANIFEST_NAME } from './manifest'

/** More than this is no manifest. */
const MOST_MANIFEST_BYTES = 256 * 2 ** 20

export interface Archive {
  readonly manifest: Manifest
  /** Writes a file of the archive to a path, whose folder is made. @throws {project/broken-file} unless it has the hash and the size */
  extract(
    name: string,
    to: string,
    expected: { readonly sha256: string; readonly sizeBytes?: number },
  ): Promise<void>
  close(): void
}

const openZip = promisify<string, yauzl.Options, ZipFile>(yauzl.open)

/** @throws {project/not-a-file} where the file was not written by Fettle. @throws {project/broken-file} */
export async function openArchive(file: string, name: string): Promise<Archive> {
  const zip = await openZip(file, { lazyEntries: true, autoClose: false }).catch(() => {
    throw new AppError('project/not-a-file', { name })
  })
  try {
    const entries = await readEntries(zip)
    const first = entries.get(MANIFEST_NAME)
    if (first === undefined || first.uncompressedSize > MOST_MANIFEST_BYTES) {
      throw new AppError('project/not-a-file', { name })
    }
    const manifest = readManifest(await readText(zip, first), name)
    return {
      manifest,
      extract: (wanted, to, expected) =>
        extract({ zip, entry: entries.get(wanted), name, wanted }, to, expected),
      close: () => zip.close(),
    }
  } catch (thrown) {
    zip.close()
    throw thrown instanceof AppError ? thrown : new AppError('project/broken-file', { name, what: 'zip' })
  }
}

function readManifest(text: string, name: string): Manifest {
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), Manifest), text)
  if (!read.success) throw new AppError('project/not-a-file', { name })
  const { format } = read.output
  if (format > FORMAT) throw new AppError('store/newer-schema', { found: format, known: FORMAT })
  return read.output
}

function readEntries(zip: ZipFile): Promise<Map<string, Entry>> {
  return new Promise((resolve, reject) => {
    const entries = new Map<string, Entry>()
    zip.on('entry', (entry: Entry) => {
      entries.set(entry.fileName, entry)
      zip.readEntry()
    })
    zip.on('end', () => resolve(entries))
    zip.on('error', reject)
    zip.readEntry()
  })
}

function openStream(zip: ZipFile, entry: Entry): Promise<Readable> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream)))
  })
}

async function readText(zip: ZipFile, entry: Entry): Promise<string> {
  const parts: Uint8Array[] = []
  for await (const bytes of await openStream(zip, entry)) parts.push(bytes as Uint8Array)
  return Buffer.concat(parts).toString('utf8')
}

interface Wanted {
  readonly zip: ZipFile
  readonly entry: Entry | undefined
  readonly name: string
  readonly wanted: string
}

async function extract(
  { zip, entry, name, wanted }: Wanted,
  to: string,
  { sha256, sizeBytes }: { readonly sha256: string; readonly sizeBytes?: number },
): Promise<void> {
  const broken = new AppError('project/broken-file', { name, what: wanted })
  if (entry === undefined || (sizeBytes !== undefined && entry.uncompressedSize !== sizeBytes)) throw broken
  mkdirSync(dirname(to), { recursive: true, mode: 0o700 })
  const hash = createHash('sha256')
  const hashing = new Transform({
    transform: (bytes: Uint8Array, _encoding, done) => {
      hash.update(bytes)
      done(null, bytes)
    },
  })
  try {
    await pipeline(await openStream(zip, entry), hashing, createWriteStream(to, { mode: 0o600 }))
  } catch (cause) {
    // A full disk is told as such by whoever catches it.
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOSPC') throw cause
    throw broken
  }
  if (hash.digest('hex') !== sha256) throw broken
}
