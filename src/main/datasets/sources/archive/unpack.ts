/** @file Unpacks an archive once: into a folder that is named by the archive's hash. */
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { RejectedRow } from '../../../../shared/domain/dataset'
import { AppError, toAppError } from '../../../../shared/errors/appError'
import { writeWhole } from './writeWhole'
import type { FileBytes } from '../types'
import { UnpackGuard } from './unpackGuard'
import { unpackTar } from './unpackTar'
import { unpackZip } from './unpackZip'

export interface Archive extends FileBytes {
  readonly sizeBytes: number
  readonly sha256: string
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

/** @throws {archive/*} */
export async function unpack(archive: Archive, cacheFolder: string): Promise<Unpacked> {
  const folder = join(cacheFolder, 'unpacked', archive.sha256)
  const known = await readReport(folder)
  if (known) return { folder, ...known }
  const draft = `${folder}.writing-${process.pid}`
  const guard = new UnpackGuard(archive)
  try {
    await rm(draft, { recursive: true, force: true })
    await mkdir(draft, { recursive: true })
    await WAYS[archive.kind](archive, draft, guard)
    await writeFile(join(draft, REPORT_FILE), JSON.stringify({ rejected: guard.rejected }))
    await rm(folder, { recursive: true, force: true })
    await rename(draft, folder)
  } catch (thrown) {
    throw asArchiveError(thrown, archive.name)
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
  return { folder, rejected: guard.rejected }
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
