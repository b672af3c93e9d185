/** @file Reads a Parquet file, a group of rows at a time. */
import { open, type FileHandle } from 'node:fs/promises'
import {
  parquetMetadataAsync,
  parquetRead,
  parquetSchema,
  type AsyncBuffer,
  type ColumnData,
  type FileMetaData,
} from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import { AppError } from '../../../../../shared/errors/appError'
import type { SourceEntry } from '../../../sources/types'
import type { Cell } from '../../table/tableBuilder'
import { dateText, toCell } from '../json/flatten'
import type { RowSink, TablePart } from '../tableParts'

/** Times become texts as ISO 8601 writes them; finer than milliseconds is cut. */
const PARSERS = {
  timestampFromMilliseconds: (millis: bigint) => dateText(new Date(Number(millis))),
  timestampFromMicroseconds: (micros: bigint) => dateText(new Date(Number(micros / 1000n))),
  timestampFromNanoseconds: (nanos: bigint) => dateText(new Date(Number(nanos / 1_000_000n))),
  dateFromDays: (days: number) => dateText(new Date(days * 86_400_000)),
}

/** @throws {dataset/broken-file} {file/unreadable} */
export async function openParquetPart(entry: SourceEntry): Promise<TablePart> {
  const metadata = await withFile(entry, (file) => parquetMetadataAsync(file, { parsers: PARSERS }))
  const names = parquetSchema(metadata).children.map(({ element }) => element.name)
  return {
    name: entry.name,
    sizeBytes: entry.sizeBytes,
    header: names,
    width: names.length,
    scan: (sink, onBytes) =>
      withFile(entry, async (file) => {
        for (const group of groupsOf(metadata)) {
          await readGroup({ file, metadata, names, group }, sink)
          onBytes?.(entry.sizeBytes * (group.rowEnd / Math.max(1, Number(metadata.num_rows))))
        }
      }),
  }
}

interface RowRange {
  readonly rowStart: number
  readonly rowEnd: number
}

function groupsOf({ row_groups }: FileMetaData): RowRange[] {
  let rowEnd = 0
  return row_groups.map(({ num_rows }) => {
    const rowStart = rowEnd
    rowEnd += Number(num_rows)
    return { rowStart, rowEnd }
  })
}

interface GroupRequest {
  readonly file: AsyncBuffer
  readonly metadata: FileMetaData
  readonly names: readonly string[]
  readonly group: RowRange
}

async function readGroup({ file, metadata, names, group }: GroupRequest, sink: RowSink): Promise<void> {
  const chunks = new Map<string, ColumnData[]>()
  await parquetRead({
    file,
    metadata,
    ...group,
    compressors,
    parsers: PARSERS,
    onChunk: (chunk) => void chunks.set(chunk.columnName, [...(chunks.get(chunk.columnName) ?? []), chunk]),
  })
  const columns = names.map((name) => new ChunkReader(chunks.get(name) ?? []))
  for (let row = group.rowStart; row < group.rowEnd; row++) {
    sink.onRow(
      columns.map((column) => column.at(row)),
      row + 1,
    )
  }
}

/** A column of one group, asked row after row. */
class ChunkReader {
  private readonly chunks: readonly ColumnData[]
  private index = 0

  constructor(chunks: readonly ColumnData[]) {
    this.chunks = [...chunks].sort((left, right) => left.rowStart - right.rowStart)
  }

  at(row: number): Cell {
    while (row >= (this.chunks[this.index]?.rowEnd ?? Infinity)) this.index++
    const chunk = this.chunks[this.index]
    if (!chunk || row < chunk.rowStart) return ''
    return toCell(chunk.columnData[row - chunk.rowStart])
  }
}

async function withFile<T>(entry: SourceEntry, use: (file: AsyncBuffer) => Promise<T>): Promise<T> {
  const { name } = entry
  const handle = await open(entry.path, 'r').catch((cause: unknown) => {
    throw new AppError('file/unreadable', { name }, { cause })
  })
  try {
    return await use({
      byteLength: entry.sizeBytes,
      slice: (start, end = entry.sizeBytes) => readSlice(handle, start, end),
    })
  } catch (cause) {
    throw cause instanceof AppError
      ? cause
      : new AppError('dataset/broken-file', { name, format: 'Parquet' }, { cause })
  } finally {
    await handle.close()
  }
}

async function readSlice(handle: FileHandle, start: number, end: number): Promise<ArrayBuffer> {
  const bytes = new Uint8Array(Math.max(0, end - start))
  let filled = 0
  while (filled < bytes.length) {
    const { bytesRead } = await handle.read(bytes, filled, bytes.length - filled, start + filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return bytes.buffer
}
