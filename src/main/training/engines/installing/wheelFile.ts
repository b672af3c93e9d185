/** @file A wheel, opened: a zip with a list of checksums inside. */
import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Transform, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { open as openZip, type Entry, type ZipFile } from 'yauzl'
import { AppError } from '../../../../shared/errors/appError'

export interface WheelFile {
  readonly names: readonly string[]
  /** Bytes of the entries, packed and unpacked. */
  sizes(names: readonly string[]): { readonly packed: number; readonly unpacked: number }
  /** The text of the entry of `*.dist-info` with that name; empty where there is none. */
  readText(name: string): Promise<string>
  /**
   * Writes an entry under a folder, in its own place there; checked against the wheel's own list.
   * @throws {engine/broken-wheel} @throws {app/cancelled}
   */
  unpack(name: string, folder: string, tools: UnpackTools): Promise<void>
  close(): void
}

export interface UnpackTools {
  readonly signal: AbortSignal
  /** Bytes that were unpacked since the last call. */
  readonly onBytes: (count: number) => void
}

/**
 * @param label what the wheel is called in errors
 * @throws {engine/broken-wheel} for what is no zip, is cut short, or names files outside of itself
 */
export async function openWheel(path: string, label: string): Promise<WheelFile> {
  const broken = (cause: unknown): AppError => new AppError('engine/broken-wheel', { name: label }, { cause })
  const { zip, entries } = await readEntries(path).catch((cause: unknown) => {
    throw broken(cause)
  })
  const entryOf = (name: string): Entry => {
    const entry = entries.get(name)
    if (entry === undefined || entry.isEncrypted() || isLink(entry)) throw broken(name)
    return entry
  }
  const readText = async (name: string): Promise<string> => {
    const found = [...entries.keys()].find(
      (one) => one.split('/').length === 2 && one.endsWith(`.dist-info/${name}`),
    )
    return found === undefined ? '' : textOf(await openEntry(zip, entryOf(found)))
  }
  let sums: Promise<ReadonlyMap<string, string>> | undefined
  return {
    names: [...entries.keys()],
    sizes: (names) => {
      const all = names.map(entryOf)
      const sum = (of: (entry: Entry) => number) => all.reduce((total, entry) => total + of(entry), 0)
      return {
        packed: sum((entry) => entry.compressedSize),
        unpacked: sum((entry) => entry.uncompressedSize),
      }
    },
    readText,
    async unpack(name, folder, { signal, onBytes }) {
      const target = join(folder, name)
      const hash = createHash('sha256')
      await mkdir(dirname(target), { recursive: true })
      const stream = await openEntry(zip, entryOf(name)).catch((cause: unknown) => {
        throw broken(cause)
      })
      const counting = countingInto(hash, onBytes)
      try {
        await pipeline(stream, counting, createWriteStream(target, { flags: 'wx', mode: 0o644 }), { signal })
      } catch (thrown) {
        if (signal.aborted) throw new AppError('app/cancelled')
        throw thrown instanceof Error && 'syscall' in thrown ? thrown : broken(thrown)
      }
      sums ??= readText('RECORD').then(parseRecord)
      const wanted = (await sums).get(name)
      if (wanted !== undefined && wanted !== hash.digest('base64url')) {
        throw broken(name)
      }
    },
    close: () => zip.close(),
  }
}

/** The METADATA of a wheel that lies here. @throws {engine/broken-wheel} */
export async function metadataIn(path: string, label: string): Promise<string> {
  const wheel = await openWheel(path, label)
  try {
    return await wheel.readText('METADATA')
  } finally {
    wheel.close()
  }
}

function countingInto(hash: ReturnType<typeof createHash>, onBytes: (count: number) => void): Transform {
  return new Transform({
    transform(piece: Buffer, _encoding, done) {
      hash.update(piece)
      onBytes(piece.length)
      done(null, piece)
    },
  })
}

/** Lines of `path,sha256=<base64url>,size`; paths with commas are quoted, and are none of ours. */
function parseRecord(text: string): ReadonlyMap<string, string> {
  const lines = [...text.matchAll(/^([^,"\r\n]+),sha256=([\w-]+)/gm)]
  return new Map(lines.map(([, path = '', sum = '']) => [path, sum]))
}

async function readEntries(path: string): Promise<{ zip: ZipFile; entries: Map<string, Entry> }> {
  const zip = await new Promise<ZipFile>((resolve, reject) => {
    // The library refuses names that lead out of the zip, and with them the whole of it: nobody means well by such a wheel.
    openZip(path, { lazyEntries: true, autoClose: false, strictFileNames: true }, (error, opened) => {
      if (error) reject(error)
      else resolve(opened)
    })
  })
  const entries = new Map<string, Entry>()
  try {
    await new Promise<void>((resolve, reject) => {
      zip.on('error', reject)
      zip.on('end', resolve)
      zip.on('entry', (entry: Entry) => {
        if (!entry.fileName.endsWith('/')) entries.set(entry.fileName, entry)
        zip.readEntry()
      })
      zip.readEntry()
    })
  } catch (thrown) {
    zip.close()
    throw thrown
  }
  return { zip, entries }
}

function openEntry(zip: ZipFile, entry: Entry): Promise<Readable> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) reject(error)
      else resolve(stream)
    })
  })
}

async function textOf(stream: Readable): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of stream) pieces.push(piece as Buffer)
  return Buffer.concat(pieces).toString('utf8')
}

/** The upper half of the attributes is the file's mode where Unix wrote it. */
function isLink(entry: Entry): boolean {
  return ((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000
}
