/** @file Several files of one shape as one table. */
import type { RejectedRow } from '../../../../shared/domain/dataset'
import { rejectFile } from '../../sources/openSource'
import type { OnBytes } from '../../sources/fileBytes'
import type { Source } from '../../sources/types'
import type { Decimal } from '../cellText'
import { nameColumns } from '../sniff/sniffHeader'
import type { Table } from '../table/table'
import { TableBuilder, type Cell } from '../table/tableBuilder'
import type { CellSpans } from './delimited/cellSpans'
import type { LoadOptions } from './types'

export interface RowSink {
  /** A row that fits: a cell a column. The cells are the giver's; they may change after the call. */
  onRow(cells: readonly (Cell | undefined)[], line: number): void
  /** The same of a row that still lies in the bytes of its file; valid during the call. */
  onSpans(row: CellSpans, line: number): void
  onRejected(row: RejectedRow): void
}

/** One file, ready to be read row by row. */
export interface TablePart {
  readonly name: string
  readonly sizeBytes: number
  /** Null where nothing names the columns. */
  readonly header: readonly string[] | null
  readonly width: number
  scan(sink: RowSink, onBytes?: OnBytes): Promise<void>
}

/** A part, and which of its columns stands at each place of the table. */
export interface FittedPart {
  readonly part: TablePart
  /** Null where they stand as they are. */
  readonly order: readonly number[] | null
}

/** @returns how a part fits the shape of another: by names where both have some, else by width; null where it does not. */
export function fitPart(part: TablePart, standard: Pick<TablePart, 'header' | 'width'>): FittedPart | null {
  if (part.width !== standard.width || (part.header === null) !== (standard.header === null)) return null
  if (part.header === null || standard.header === null) return { part, order: null }
  const { names } = nameColumns(part.header, part.width)
  const wanted = nameColumns(standard.header, standard.width).names
  const order = wanted.map((name) => names.indexOf(name))
  if (order.includes(-1)) return null
  return { part, order: order.every((from, to) => from === to) ? null : order }
}

/** @returns names or number of columns: equal for parts of one shape. */
export function shapeOf({ header, width }: Pick<TablePart, 'header' | 'width'>): string {
  return header === null ? String(width) : JSON.stringify([...nameColumns(header, width).names].sort())
}

export interface PartsRequest {
  readonly source: Source
  readonly decimal: Decimal
  readonly standard: Pick<TablePart, 'header' | 'width'>
  readonly parts: readonly FittedPart[]
  /** Files that do not fit. */
  readonly misfits: readonly string[]
}

export async function loadParts(request: PartsRequest, options: LoadOptions): Promise<Table> {
  const { source, decimal, standard, parts, misfits } = request
  const builder = new TableBuilder({ decimal, textColumns: options.textColumns })
  builder.widen(standard.width)
  for (const row of source.rejected) builder.reject(row)
  misfits.forEach((name, at) => builder.reject(rejectFile(name, at + 1, 'differentColumns')))
  let doneBytes = 0
  for (const { part, order } of parts) {
    if (source.isFolder && parts.length > 1) builder.beginFile(part.name)
    await part.scan(sinkOf(builder, order), (bytes) => options.onBytes?.(doneBytes + bytes))
    doneBytes += part.sizeBytes
  }
  return builder.finish({ header: standard.header ?? undefined })
}

function sinkOf(builder: TableBuilder, order: readonly number[] | null): RowSink {
  return {
    onRow: (cells, line) => {
      builder.addRow(order === null ? cells : order.map((from) => cells[from]), line)
    },
    onSpans: (row, line) => builder.addSpans(row, order, line),
    onRejected: (row) => builder.reject(row),
  }
}
