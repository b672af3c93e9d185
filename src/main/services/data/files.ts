import {
  closeSync,
  copyFileSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { AppError } from '../../../shared/errors/appError'
import { FileId } from '../../../shared/domain/ids'
import type { SourceFile } from '../../datasets/types'
import { createId, type ServiceContext } from '../context'
import { moveIntoPlace } from './moveIntoPlace'

/** Larger files are refused before a byte of them is taken. */
export const MAX_FILE_BYTES = 4 * 1024 ** 3

/** Files that were handed over and not yet imported. The renderer knows them by id only. */
export interface FileService {
  begin(request: { name: string; sizeBytes: number }): { fileId: FileId }
  append(fileId: FileId, base64: string): { receivedBytes: number }
  /** @throws {file/unreadable} when bytes are missing. */
  end(fileId: FileId): void
  discard(fileId: FileId): void
  /** A file of this machine, for callers that may read it anyway (the command line). @throws {file/unreadable} */
  registerPath(path: string): FileId
  /** @throws {app/not-found} @throws {file/unreadable} while it is still coming in. */
  source(fileId: FileId): SourceFile
  /** @returns the file that lies at a path, if it was handed over. */
  idOf(path: string): FileId | null
  /** Keeps the file for good under its hash. */
  adopt(fileId: FileId, sha256: string): void
}

interface Entry {
  readonly fileName: string
  readonly sizeBytes: number
  path: string
  /** Whether the bytes lie among the uploads and go with the entry. */
  isUpload: boolean
  /** Open while bytes come in. */
  descriptor: number | null
  receivedBytes: number
}

export function createFileService({ folders }: Pick<ServiceContext, 'folders'>): FileService {
  const entries = new Map<FileId, Entry>()
  // Whatever lies here was left by a process that died before its import.
  rmSync(folders.uploads, { recursive: true, force: true })
  mkdirSync(folders.uploads, { recursive: true, mode: 0o700 })

  const find = (fileId: FileId): Entry => {
    const entry = entries.get(fileId)
    if (!entry) throw new AppError('app/not-found', { what: 'file', id: fileId })
    return entry
  }
  return {
    begin({ name, sizeBytes }) {
      refuseTooLarge(sizeBytes)
      const fileId = createId(FileId)
      const path = join(folders.uploads, fileId)
      const descriptor = openSync(path, 'wx', 0o600)
      const entry = {
        fileName: toFileName(name),
        path,
        sizeBytes,
        isUpload: true,
        descriptor,
        receivedBytes: 0,
      }
      entries.set(fileId, entry)
      return { fileId }
    },
    append: (fileId, base64) => ({ receivedBytes: appendBytes(find(fileId), base64) }),
    end: (fileId) => endUpload(find(fileId)),
    discard(fileId) {
      const entry = entries.get(fileId)
      if (!entry) return
      entries.delete(fileId)
      closeUpload(entry)
      if (entry.isUpload) rmSync(entry.path, { force: true })
    },
    registerPath(path) {
      const entry = toLocalEntry(resolve(path))
      const fileId = createId(FileId)
      entries.set(fileId, entry)
      return fileId
    },
    source(fileId) {
      const entry = find(fileId)
      if (entry.descriptor !== null) throw new AppError('file/unreadable', { name: entry.fileName })
      return { path: entry.path, fileName: entry.fileName }
    },
    idOf: (path) => [...entries].find(([, entry]) => entry.path === path)?.[0] ?? null,
    adopt: (fileId, sha256) => adopt(find(fileId), join(folders.sources, sha256)),
  }
}

/** The last part of a name without what a terminal, a path or a reading direction could trip over. */
export function toFileName(name: string): string {
  const clean = basename(name.replaceAll('\\', '/')).replaceAll(
    /[\u0000-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g,
    '',
  )
  return clean.trim().slice(0, 200) || 'file'
}

function refuseTooLarge(sizeBytes: number): void {
  if (sizeBytes > MAX_FILE_BYTES)
    throw new AppError('file/too-large', { sizeBytes, limitBytes: MAX_FILE_BYTES })
}

function appendBytes(entry: Entry, base64: string): number {
  if (entry.descriptor === null) throw new AppError('file/unreadable', { name: entry.fileName })
  const bytes = Buffer.from(base64, 'base64')
  const receivedBytes = entry.receivedBytes + bytes.length
  if (receivedBytes > entry.sizeBytes) {
    throw new AppError('file/too-large', { sizeBytes: receivedBytes, limitBytes: entry.sizeBytes })
  }
  // Synchronous, so that chunks land in the order in which they were sent.
  writeSync(entry.descriptor, bytes)
  entry.receivedBytes = receivedBytes
  return receivedBytes
}

function endUpload(entry: Entry): void {
  closeUpload(entry)
  if (entry.receivedBytes !== entry.sizeBytes) throw new AppError('file/unreadable', { name: entry.fileName })
}

/** An upload moves, a local file is copied; the entry goes on to name the file that is kept. */
function adopt(entry: Entry, kept: string): void {
  const { path, isUpload } = entry
  const move = (draft: string): void => (isUpload ? renameSync(path, draft) : copyFileSync(path, draft))
  const isNew = moveIntoPlace(kept, move)
  if (!isNew && isUpload) rmSync(path)
  entry.path = kept
  entry.isUpload = false
}

function closeUpload(entry: Entry): void {
  if (entry.descriptor !== null) closeSync(entry.descriptor)
  entry.descriptor = null
}

function toLocalEntry(path: string): Entry {
  const fileName = toFileName(path)
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found?.isFile()) throw new AppError('file/unreadable', { name: fileName })
  refuseTooLarge(found.size)
  return {
    fileName,
    path,
    sizeBytes: found.size,
    isUpload: false,
    descriptor: null,
    receivedBytes: found.size,
  }
}
