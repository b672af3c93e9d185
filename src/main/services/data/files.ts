import {
  closeSync,
  copyFileSync,
  cpSync,
  lstatSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import { AppError } from '../../../shared/errors/appError'
import { FileId } from '../../../shared/domain/ids'
import type { SourceFile } from '../../datasets/types'
import { createId, type ServiceContext } from '../context'
import { toFileName } from './fileName'
import { appendPieces, type FolderPiece } from './folderUpload'
import { moveIntoPlace } from './moveIntoPlace'

/** Larger files are refused before a byte of them is taken. */
export const MAX_FILE_BYTES = 4 * 1024 ** 3

/** Files that were handed over and not yet imported. The renderer knows them by id only. */
export interface FileService {
  begin(request: { name: string; sizeBytes: number }): { fileId: FileId }
  append(fileId: FileId, base64: string): { receivedBytes: number }
  /** Several files that are one source. */
  beginFolder(name: string): { fileId: FileId }
  appendToFolder(fileId: FileId, pieces: readonly FolderPiece[]): { receivedBytes: number }
  /** @throws {file/unreadable} when bytes are missing. */
  end(fileId: FileId): void
  discard(fileId: FileId): void
  /** Gives a file that is kept already an id again. */
  reopen(kept: SourceFile): FileId
  /** A file or folder of this machine, for callers that may read it anyway (the command line). @throws {file/unreadable} */
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
  /** What was announced; of a folder, the most that it may hold. */
  readonly sizeBytes: number
  readonly isFolder: boolean
  path: string
  /** Whether the bytes lie among the uploads and go with the entry. */
  isUpload: boolean
  /** Open while the bytes of a file come in. */
  descriptor: number | null
  /** Whether bytes may still come. */
  isComing: boolean
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
  /** @param make is given the place among the uploads that the new entry may use. */
  const add = (make: (path: string) => Entry): { fileId: FileId } => {
    const fileId = createId(FileId)
    entries.set(fileId, make(join(folders.uploads, fileId)))
    return { fileId }
  }
  return {
    begin({ name, sizeBytes }) {
      refuseTooLarge(sizeBytes)
      return add((path) => toUpload({ name, path, sizeBytes, descriptor: openSync(path, 'wx', 0o600) }))
    },
    append: (fileId, base64) => ({ receivedBytes: appendBytes(find(fileId), base64) }),
    beginFolder(name) {
      return add((path) => {
        mkdirSync(path, { mode: 0o700 })
        return toUpload({ name, path, sizeBytes: MAX_FILE_BYTES, descriptor: null })
      })
    },
    appendToFolder: (fileId, pieces) => ({ receivedBytes: appendFiles(find(fileId), pieces) }),
    end: (fileId) => endUpload(find(fileId)),
    discard(fileId) {
      const entry = entries.get(fileId)
      if (!entry) return
      entries.delete(fileId)
      closeUpload(entry)
      if (entry.isUpload) rmSync(entry.path, { recursive: true, force: true })
    },
    reopen: ({ path, fileName }) => add(() => ({ ...toLocalEntry(path), fileName })).fileId,
    registerPath: (path) => add(() => toLocalEntry(resolve(path))).fileId,
    source(fileId) {
      const entry = find(fileId)
      if (entry.isComing) throw new AppError('file/unreadable', { name: entry.fileName })
      return { path: entry.path, fileName: entry.fileName }
    },
    idOf: (path) => [...entries].find(([, entry]) => entry.path === path)?.[0] ?? null,
    adopt: (fileId, sha256) => adopt(find(fileId), join(folders.sources, sha256)),
  }
}

/** Something whose bytes are still to come: a file, or without a descriptor a folder. */
function toUpload({
  name,
  ...from
}: Pick<Entry, 'path' | 'sizeBytes' | 'descriptor'> & { name: string }): Entry {
  const isFolder = from.descriptor === null
  return { ...from, fileName: toFileName(name), isFolder, isUpload: true, isComing: true, receivedBytes: 0 }
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

function appendFiles(entry: Entry, pieces: readonly FolderPiece[]): number {
  if (!entry.isFolder || !entry.isComing) throw new AppError('file/unreadable', { name: entry.fileName })
  entry.receivedBytes += appendPieces(entry.path, pieces)
  refuseTooLarge(entry.receivedBytes)
  return entry.receivedBytes
}

function endUpload(entry: Entry): void {
  closeUpload(entry)
  const isWhole = entry.isFolder ? entry.receivedBytes > 0 : entry.receivedBytes === entry.sizeBytes
  if (!isWhole) throw new AppError('file/unreadable', { name: entry.fileName })
}

/** An upload moves, a local file is copied; the entry goes on to name the file that is kept. */
function adopt(entry: Entry, kept: string): void {
  const { path, isUpload } = entry
  if (path === kept) return
  const copy = (draft: string): void => (entry.isFolder ? copyFolder(path, draft) : copyFileSync(path, draft))
  const isNew = moveIntoPlace(kept, (draft) => (isUpload ? renameSync(path, draft) : copy(draft)))
  if (!isNew && isUpload) rmSync(path, { recursive: true })
  entry.path = kept
  entry.isUpload = false
}

/** Without what a link leads to: the folder's own files are the source. */
function copyFolder(path: string, draft: string): void {
  cpSync(path, draft, { recursive: true, filter: (from) => !lstatSync(from).isSymbolicLink() })
}

function closeUpload(entry: Entry): void {
  if (entry.descriptor !== null) closeSync(entry.descriptor)
  entry.descriptor = null
  entry.isComing = false
}

function toLocalEntry(path: string): Entry {
  const fileName = toFileName(path)
  const found = statSync(path, { throwIfNoEntry: false })
  const isFolder = found?.isDirectory() === true
  if (!found || (!isFolder && !found.isFile())) throw new AppError('file/unreadable', { name: fileName })
  refuseTooLarge(found.size)
  return {
    fileName,
    path,
    sizeBytes: found.size,
    isFolder,
    isUpload: false,
    isComing: false,
    descriptor: null,
    receivedBytes: found.size,
  }
}
