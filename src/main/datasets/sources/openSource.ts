/** @file Lays a source open: what files it holds once archives are unpacked, and what each of them is. */
import { basename, dirname } from 'node:path'
import type { RejectedRow } from '../../../shared/domain/dataset'
import type { ImportReason } from '../../../shared/domain/importReason'
import { AppError } from '../../../shared/errors/appError'
import type { SourceFile } from '../types'
import { folderNameOf, unpack, type Archive } from './archive/unpack'
import { listZip } from './archive/unpackZip'
import { CONTENT_BYTES, contentOf, isGzip } from './content'
import { versionOf, type DescribeSource, type SourceVersion } from './describeSource'
import { peekGzip, readRawHead } from './fileBytes'
import { MAX_NESTING } from './limits'
import type { ListedFile } from './listFolder'
import { mapInFlight } from './mapInFlight'
import type { Source, SourceEntry } from './types'

export interface OpenSourceOptions {
  /** Where archives are unpacked. */
  readonly cacheFolder: string
  readonly describe: DescribeSource
}

export type OpenSource = (file: SourceFile, version?: SourceVersion) => Promise<Source>

/** Formats that are read from several places of a file, so that it cannot stay gzipped. */
const NEEDS_DISK = new Set(['xlsx', 'parquet', 'zip'])

/** @returns a function that opens files and folders. It throws {file/unreadable} {archive/*} {dataset/empty}. */
export function createSourceOpener({ cacheFolder, describe }: OpenSourceOptions): OpenSource {
  const open = async (file: SourceFile, version: SourceVersion, nesting: number): Promise<Source> => {
    const outer = version.listing ? await openFolder(file, version.listing) : await openFile(file, version)
    const archives = outer.entries.flatMap((entry): Archive[] => {
      const kind = archiveKindOf(entry)
      return kind === null ? [] : [{ ...entry, kind }]
    })
    // Beside files that can be read as they are, archives are set aside.
    if (archives.length < outer.entries.length) return outer
    if (nesting >= MAX_NESTING) throw new AppError('archive/broken', { name: file.fileName })
    const [only] = archives
    const packed = archives.length === 1 && only ? { path: only.path, fileName: only.name } : file
    const { sha256 } = await describe(packed)
    const { folder, rejected } = await unpack({ archives, sha256, cacheFolder })
    const inner = { path: folder, fileName: only?.kind === 'other' ? only.name : file.fileName }
    const source = await open(inner, await versionOf(inner), nesting + 1)
    return {
      ...source,
      file,
      isFolder: source.isFolder && (only?.kind !== 'other' || outer.isFolder),
      rejected: [...outer.rejected, ...rejected, ...source.rejected],
      reasons: [...outer.reasons, ...reasonsOf(archives, source), ...source.reasons],
    }
  }
  return async (file, version) => open(file, version ?? (await versionOf(file)), 0)
}

function reasonsOf(archives: readonly Archive[], { entries }: Source): ImportReason[] {
  return archives.map(({ name, kind }) =>
    reasonOf(
      name,
      kind,
      archives.length === 1
        ? entries.length
        : entries.filter((entry) => entry.name.startsWith(`${folderNameOf({ name })}/`)).length,
    ),
  )
}

function reasonOf(name: string, kind: Archive['kind'], count: number): ImportReason {
  return kind === 'other'
    ? { what: 'archive', why: 'gunzipped', values: { name } }
    : { what: 'archive', why: 'unpacked', values: { name, count } }
}

function archiveKindOf({ content, isGzipped }: SourceEntry): Archive['kind'] | null {
  if (isGzipped && NEEDS_DISK.has(content)) return 'other'
  return content === 'zip' || content === 'tar' ? content : null
}

async function openFile(file: SourceFile, { sizeBytes }: SourceVersion): Promise<Source> {
  const entry = await lookAt({ name: file.fileName, path: file.path, sizeBytes })
  const reasons: ImportReason[] =
    entry.isGzipped && !NEEDS_DISK.has(entry.content) && entry.content !== 'tar'
      ? [{ what: 'archive', why: 'gunzipped', values: { name: file.fileName } }]
      : []
  return { file, root: dirname(file.path), isFolder: false, entries: [entry], rejected: [], reasons }
}

async function openFolder(
  file: SourceFile,
  { files, others }: NonNullable<SourceVersion['listing']>,
): Promise<Source> {
  const found = await mapInFlight(files, (listed) => lookAt(listed).catch(() => null))
  const entries = found.filter((entry) => entry !== null)
  const broken = files.filter((_, index) => found[index] === null).map(({ name }) => name)
  if (entries.length === 0) throw new AppError('dataset/empty', { name: file.fileName })
  const rejected = [...others, ...broken].map((name, at): RejectedRow =>
    rejectFile(name, at + 1, 'unreadable'),
  )
  return { file, root: file.path, isFolder: true, entries, rejected, reasons: [] }
}

/** @returns a file as a row that was set aside. */
export function rejectFile(name: string, line: number, cause: RejectedRow['cause']): RejectedRow {
  return { line, column: null, cause, text: name.slice(0, 200), file: name }
}

/** @throws {file/unreadable} {archive/broken} */
async function lookAt(file: Omit<ListedFile, 'changedMs'>): Promise<SourceEntry> {
  const { name, path, sizeBytes } = file
  const raw = await readRawHead(path, name, 2 * CONTENT_BYTES)
  const isGzipped = isGzip(raw)
  const head = isGzipped ? peekGzip(raw) : raw
  if (head === null) throw new AppError('archive/broken', { name })
  const content = contentOf(head)
  const entry = { name, path, sizeBytes, isGzipped, content }
  return content === 'zip' && !isGzipped && (await isSpreadsheet(entry))
    ? { ...entry, content: 'xlsx' }
    : entry
}

/** Spreadsheets are zip files with a workbook in them. */
async function isSpreadsheet(entry: SourceEntry): Promise<boolean> {
  const names = await listZip(entry).catch((): string[] => [])
  return names.includes('xl/workbook.xml')
}

/** @returns the last part of an entry's name. */
export function fileNameOf({ name }: Pick<SourceEntry, 'name'>): string {
  return basename(name)
}
