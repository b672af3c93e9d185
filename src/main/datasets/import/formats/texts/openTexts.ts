/** @file Opens a folder of texts: a row a file. */
import { AppError } from '../../../../../shared/errors/appError'
import { MAX_CELL_LENGTH } from '../../../limits'
import { readWhole } from '../../../sources/fileBytes'
import { rejectFile } from '../../../sources/openSource'
import type { Source, SourceEntry } from '../../../sources/types'
import { detectEncoding, type Encoding } from '../../file/encoding'
import { decodeHead, INVALID_CHARACTER } from '../../file/readText'
import type { KnownColumn, Table } from '../../table/table'
import { TableBuilder } from '../../table/tableBuilder'
import { partReasons, readFolders } from '../folderLabels'
import { PLAIN_READING, type LoadOptions, type OpenTable } from '../types'

export const openTexts: OpenTable = ({ source, choice }) => {
  const entries = source.entries.filter(({ content }) => content === 'text' || content === 'json')
  if (entries.length === 0) throw new AppError('dataset/not-a-table', { name: source.file.fileName })
  const { labels, parts } = readFolders(entries.map(({ name }) => name))
  return Promise.resolve({
    reading: { ...PLAIN_READING, format: 'texts', ...(choice.encoding ? { encoding: choice.encoding } : {}) },
    reasons: [
      labels
        ? { what: 'files', why: 'classFolders', values: { count: new Set(labels).size } }
        : { what: 'files', why: 'noLabels', values: {} },
      ...partReasons(parts),
    ],
    load: (options) => loadTexts({ source, entries, encoding: choice.encoding }, options),
  })
}

interface TextsRequest {
  readonly source: Source
  readonly entries: readonly SourceEntry[]
  readonly encoding: Encoding | undefined
}

async function loadTexts({ source, entries, encoding }: TextsRequest, options: LoadOptions): Promise<Table> {
  const { labels, parts } = readFolders(entries.map(({ name }) => name))
  const columns: [name: string, known: KnownColumn, cells: (at: number) => string][] = []
  if (labels) columns.push(['label', { type: 'category', isAside: false }, (at) => labels[at] ?? ''])
  if (parts) columns.push(['part', { type: 'category', isAside: true }, (at) => parts[at] ?? ''])
  columns.push(['file', { type: 'identifier', isAside: true }, (at) => entries[at]?.name ?? ''])
  const builder = new TableBuilder({ decimal: '.', textColumns: options.textColumns })
  builder.widen(columns.length + 1)
  for (const row of source.rejected) builder.reject(row)
  let doneBytes = 0
  for (const [at, entry] of entries.entries()) {
    const text = await readOne(entry, encoding)
    if (typeof text === 'string') builder.addRow([text, ...columns.map(([, , cells]) => cells(at))], at + 1)
    else builder.reject(rejectFile(entry.name, at + 1, text.cause))
    doneBytes += entry.sizeBytes
    options.onBytes?.(doneBytes)
  }
  const others = source.entries.filter((entry) => !entries.includes(entry))
  others.forEach(({ name }, at) => builder.reject(rejectFile(name, entries.length + at + 1, 'other')))
  return builder.finish({
    header: ['text', ...columns.map(([name]) => name)],
    known: [{ type: 'text', isAside: false }, ...columns.map(([, known]) => known)],
  })
}

async function readOne(
  entry: SourceEntry,
  encoding: Encoding | undefined,
): Promise<string | { cause: 'tooLong' | 'encoding' | 'unreadable' }> {
  const bytes = await readWhole(entry).catch(() => null)
  if (bytes === null) return { cause: 'unreadable' }
  if (bytes.length > MAX_CELL_LENGTH * 4) return { cause: 'tooLong' }
  const text = decodeHead(bytes, encoding ?? detectEncoding(bytes), true).trim()
  if (text.length > MAX_CELL_LENGTH) return { cause: 'tooLong' }
  return text.includes(INVALID_CHARACTER) || text.includes('\0') ? { cause: 'encoding' } : text
}
