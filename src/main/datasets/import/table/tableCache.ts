/** @file Keeps the table that was read last: an import looks at the same file again and again. */
import type { DialectChoice } from '../../../../shared/domain/dialect'
import type { SourceFile } from '../../types'
import { versionOf } from '../file/describeFile'
import { loadTable, type Reading } from './loadTable'
import { openDialect } from '../sniff/openDialect'
import type { Table } from './table'

/** Told while a file is read. */
export type OnProgress = (path: string, doneBytes: number, totalBytes: number) => void

export interface LoadRequest {
  /** What is settled about how the file is written; the rest is sniffed. */
  readonly dialect: DialectChoice
  /** Columns whose texts are needed. */
  readonly textColumns: readonly number[]
}

export interface LoadedTable {
  readonly table: Table
  readonly reading: Reading
}

export interface TableCache {
  /** @throws {dataset/*} {file/unreadable} */
  load(file: SourceFile, request: LoadRequest): Promise<LoadedTable>
}

/** Progress is worth telling from this size on. */
const QUIET_BYTES = 4_194_304

export function createTableCache(onProgress?: OnProgress): TableCache {
  let kept: (LoadedTable & { readonly key: string }) | null = null
  const read = async (
    file: SourceFile,
    key: string,
    request: LoadRequest & { reading: Reading },
  ): Promise<LoadedTable> => {
    const { reading } = request
    const needed = request.textColumns.filter((index) => index < reading.width)
    if (kept?.key === key && hasTexts(kept.table, needed)) return kept
    // The old table makes room before the new one is read.
    const textColumns = new Set(kept?.key === key ? [...needed, ...columnsWithTexts(kept.table)] : needed)
    kept = null
    const { sizeBytes } = await versionOf(file)
    const onBytes =
      sizeBytes > QUIET_BYTES
        ? (doneBytes: number) => onProgress?.(file.path, doneBytes, sizeBytes)
        : undefined
    const table = await loadTable({ file, reading, textColumns, onBytes })
    kept = { key, table, reading }
    return kept
  }
  const readings = new Map<string, Reading>()
  return {
    async load(file, request) {
      const { key } = await versionOf(file)
      const asked = JSON.stringify([key, request.dialect])
      const reading = readings.get(asked) ?? (await openDialect(file, request.dialect))
      if (readings.size >= 16) readings.clear()
      readings.set(asked, reading)
      return read(file, JSON.stringify([key, reading]), { ...request, reading })
    },
  }
}

function hasTexts({ columns }: Table, needed: readonly number[]): boolean {
  return needed.every((index) => columns[index]?.codes !== null)
}

function columnsWithTexts({ columns }: Table): number[] {
  return [...columns.keys()].filter((index) => columns[index]?.codes !== null)
}
