/** @file Keeps the table that was read last: an import looks at the same source again and again. */
import type { DialectChoice } from '../../../../shared/domain/dialect'
import type { ImportReason } from '../../../../shared/domain/importReason'
import { versionOf, type SourceVersion } from '../../sources/describeSource'
import type { OpenSource } from '../../sources/openSource'
import type { Source } from '../../sources/types'
import type { SourceFile } from '../../types'
import { chooseFormat } from '../formats/chooseFormat'
import { FORMATS } from '../formats/registry'
import type { OpenedTable, Reading } from '../formats/types'
import { createLastFew } from './lastFew'
import { overrule } from './overrule'
import type { Table } from './table'

/** Told while a source is read. */
export type OnProgress = (path: string, doneBytes: number, totalBytes: number) => void

export interface LoadRequest {
  /** What is settled about how the source is written; the rest is sniffed. */
  readonly dialect: DialectChoice
  /** Columns whose texts are needed. */
  readonly textColumns: readonly number[] | 'all'
  /** Columns at least. @default 2 */
  readonly fewestColumns?: number
}

export interface LoadedTable {
  readonly source: Source
  readonly table: Table
  readonly reading: Reading
}

export interface TableCache {
  /** @throws {dataset/*} {archive/*} {file/unreadable} */
  load(file: SourceFile, request: LoadRequest): Promise<LoadedTable>
  /** Why the source was read as it was; what `chosen` says otherwise than sniffing would is told as chosen. */
  explain(file: SourceFile, chosen: Reading): Promise<ImportReason[]>
}

export interface TableCacheOptions {
  readonly openSource: OpenSource
  readonly onProgress?: OnProgress | undefined
}

/** Progress is worth telling from this size on. */
const QUIET_BYTES = 4_194_304

interface Opened extends OpenedTable {
  readonly source: Source
}

export function createTableCache({ openSource, onProgress }: TableCacheOptions): TableCache {
  const sources = createLastFew<Promise<Source>>(2)
  const openings = createLastFew<Promise<Opened>>(4)
  let kept: (LoadedTable & { readonly key: string }) | null = null

  const open = (
    file: SourceFile,
    version: SourceVersion,
    request: Pick<LoadRequest, 'dialect' | 'fewestColumns'>,
  ) => {
    const { dialect: choice, fewestColumns = 2 } = request
    return openings.get(JSON.stringify([version.key, choice, fewestColumns]), async () => {
      const source = await sources.get(version.key, () => openSource(file, version))
      const found = choice.format ? null : await chooseFormat(source)
      const opened = await FORMATS[choice.format ?? found?.format ?? 'delimited']({
        source,
        choice,
        fewestColumns,
      })
      const reasons = [...source.reasons, ...(found ? [found.reason] : []), ...opened.reasons]
      return { ...opened, source, reasons }
    })
  }

  return {
    async load(file, request) {
      const version = await versionOf(file)
      const opened = await open(file, version, request)
      const { source, reading } = opened
      const key = JSON.stringify([version.key, reading])
      const { textColumns } = request
      if (kept?.key === key && hasTexts(kept.table, textColumns)) return kept
      // The old table makes room before the new one is read.
      const known = kept?.key === key ? columnsWithTexts(kept.table) : []
      kept = null
      const onBytes =
        version.sizeBytes > QUIET_BYTES
          ? (doneBytes: number) =>
              onProgress?.(file.path, Math.min(doneBytes, version.sizeBytes), version.sizeBytes)
          : undefined
      const table = await opened.load({
        textColumns: textColumns === 'all' ? 'all' : new Set([...textColumns, ...known]),
        onBytes,
      })
      kept = { key, source, table, reading }
      return kept
    },
    async explain(file, chosen) {
      const free = await open(file, await versionOf(file), { dialect: {} }).catch(() => null)
      return free ? overrule(free, chosen) : []
    },
  }
}

function hasTexts({ columns }: Table, needed: readonly number[] | 'all'): boolean {
  const wanted = needed === 'all' ? [...columns.keys()] : needed
  return wanted.every((index) => columns[index]?.codes !== null)
}

function columnsWithTexts({ columns }: Table): number[] {
  return [...columns.keys()].filter((index) => columns[index]?.codes !== null)
}
