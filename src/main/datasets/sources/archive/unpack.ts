/** @file Unpacks an archive once: into a folder that is named by the archive's hash. */
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { RejectedRow } from '../../../../shared/domain/dataset'
import { AppError, toAppError } from '../../../../shared/errors/appError'
import { writeWhole } from './writeWhole'
import type { FileBytes } from '../types'
import { toSafeName } from './safeName'
import { UnpackGuard } from './unpackGuard'
import { unpackTar } from './unpackTar'
import { unpackZip } from './unpackZip'

export interface Archive extends FileBytes {
  readonly sizeBytes: number
  /** `other`: a gzipped file that has to lie open to be read. */
  readonly kind: 'zip' | 'tar' | 'other'
}

export interface Unpacked {
  readonly folder: string
  /** Entries that were left out. */
  readonly rejected: readonly RejectedRow[]
}

/** What was left out, for those who find the folder there already. Hidden: it is no data. */
const REPORT_FILE = '.unpacked.json'
const Report = v.strictObject({ rejected: v.array(RejectedRow) })

const WAYS = { zip: unpackZip, tar: unpackTar, other: writeWhole }

export interface UnpackRequest {
  /** Several are unpacked beside each other, each into a folder of its name. */
  readonly archives: readonly Archive[]
  /** Of the archive, or of all of them. */
  readonly sha256: string
  readonly cacheFolder: string
}

/** @throws {archive/*} */
export async function unpack({ archives, sha256, cacheFolder }: UnpackRequest): Promise<Unpacked> {
  const folder = join(cacheFolder, 'unpacked', sha256)
  const known = await readReport(folder)
  if (known) return { folder, ...known }
  const draft = `${folder}.writing-${process.pid}`
  const rejected: RejectedRow[] = []
  try {
    await rm(draft, { recursive: true, force: true })
    await mkdir(draft, { recursive: true })
    for (const archive of archives) {
      const part = archives.length === 1 ? draft : join(draft, folderNameOf(archive))
      rejected.push(...(await unpackOne(archive, part)))
    }
    await writeFile(join(draft, REPORT_FILE), JSON.stringify({ rejected }))
    await rm(folder, { recursive: true, force: true })
    await rename(draft, folder)
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
  return { folder, rejected }
}

async function unpackOne(archive: Archive, folder: string): Promise<readonly RejectedRow[]> {
  const guard = new UnpackGuard(archive)
  try {
    await mkdir(folder, { recursive: true })
    await WAYS[archive.kind](archive, folder, guard)
  } catch (thrown) {
    throw asArchiveError(thrown, archive.name)
  }
  return guard.rejected
}

/** `train.tar.gz` becomes `train`; names of files in a folder differ, and so do what is made of them in most cases. */
export function folderNameOf({ name }: Pick<Archive, 'name'>): string {
  return toSafeName(name.replace(/(?:\.tar)?\.[a-z0-9]+$/i, '')) ?? toSafeName(name) ?? 'archive'
}

async function readReport(folder: string): Promise<v.InferOutput<typeof Report> | null> {
  try {
    const text = await readFile(join(folder, REPORT_FILE), 'utf8')
    return v.parse(Report, JSON.parse(text))
  } catch {
    return null
  }
}

/** What the libraries say of an archive that they cannot read means that it is broken. */
function asArchiveError(thrown: unknown, name: string): AppError {
  const error = toAppError(thrown)
  const isOfDisk = thrown instanceof Error && 'syscall' in thrown
  return error.code === 'bug/unexpected' && !isOfDisk
    ? new AppError('archive/broken', { name }, { cause: thrown })
    : error
}
