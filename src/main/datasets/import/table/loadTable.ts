/** @file Reads a whole file into a table; rows that do not fit are kept aside with their line and cause. */
import type { RejectedRow } from '../../../../shared/domain/dataset'
import type { Dialect } from '../../../../shared/domain/dialect'
import { PREVIEW_ROWS } from '../../limits'
import type { SourceFile } from '../../types'
import { ColumnBuilder } from './columnBuilder'
import { INVALID_CHARACTER, readText, type TextPiece } from '../file/readText'
import { RowScanner } from '../rowScanner'
import { GrowingInts, type Checkpoint, type Table } from './table'

/** How a file is cut into cells: a dialect without what texts mean. */
export type Reading = Pick<Dialect, 'delimiter' | 'quote' | 'encoding' | 'hasHeader' | 'decimal'> & {
  readonly width: number
}

export interface LoadTableOptions {
  readonly file: SourceFile
  readonly reading: Reading
  /** Columns whose texts are kept however many they are. */
  readonly textColumns: ReadonlySet<number>
  /** Called with the bytes read so far. */
  readonly onBytes?: ((doneBytes: number) => void) | undefined
}

/** Rows in the file = rows of the table + rejected rows + the header; blank lines are none. @throws {file/unreadable} */
export async function loadTable(options: LoadTableOptions): Promise<Table> {
  const { reading } = options
  const builders = Array.from(
    { length: reading.width },
    (_, index) => new ColumnBuilder(reading.decimal, options.textColumns.has(index)),
  )
  const lines = new GrowingInts()
  const rejected: RejectedRow[] = []
  const head: string[][] = []
  const checkpoints: Checkpoint[] = []
  let rowCount = 0
  const header = await scanFile(options, {
    onRow: (cells, line) => {
      for (let index = 0; index < builders.length; index++) builders[index]?.push(cells[index] ?? '')
      if (head.length < PREVIEW_ROWS) head.push(cells)
      lines.push(line)
      rowCount++
    },
    onRejected: (row) => rejected.push(row),
    onPlace: (place) => checkpoints.push({ ...place, row: rowCount }),
  })
  const columns = builders.map((builder) => builder.finish())
  return { rowCount, columns, lines: lines.finish(), header, rejected, checkpoints, head }
}

export interface TableSink {
  /** A row that fits: `width` trimmed cells, and the beginning of its line. */
  onRow(cells: string[], line: number, textOf: () => string): void
  onRejected(row: RejectedRow): void
  /** Told now and then where the next row begins. */
  onPlace?(place: Omit<Checkpoint, 'row'>): void
  /** Asked now and then whether the rest of the file matters. */
  isDone?(): boolean
}

export interface ScanOptions extends Omit<LoadTableOptions, 'textColumns'> {
  /** Where to begin; a row of the table, so that no header is looked for. */
  readonly from?: Checkpoint | undefined
}

/** Hands over every row that fits and every one that does not. @returns the header, where there is one. */
export async function scanFile(
  { file, reading, onBytes, from }: ScanOptions,
  sink: TableSink,
): Promise<string[] | undefined> {
  let header: string[] | undefined
  let isFirst = reading.hasHeader && from === undefined
  const onRow = (cells: string[], line: number) => {
    const trimmed = cells.map((cell) => cell.trim())
    if (isFirst) header = trimmed
    else {
      const misfit = fitToWidth(trimmed, reading.width)
      if (misfit) sink.onRejected({ line, column: null, cause: misfit, text: scanner.rowText() })
      else sink.onRow(trimmed, line, textOf)
    }
    isFirst = false
  }
  const scanner = new RowScanner(reading, { onRow, onUnreadable: (row) => sink.onRejected(row) }, from?.line)
  const textOf = () => scanner.rowText()
  for await (const piece of readText(file, reading.encoding, { startByte: from?.byte ?? 0, onBytes })) {
    scanner.push(piece.text)
    if (sink.isDone?.() === true) return header
    const place = placeOf(piece, scanner)
    if (place && !isFirst) sink.onPlace?.(place)
  }
  scanner.end()
  return header
}

/** Known where the bytes of what is still to be read can be told from its characters. */
function placeOf({ endByte }: TextPiece, scanner: RowScanner): Omit<Checkpoint, 'row'> | null {
  const next = scanner.next()
  if (endByte === null || next === null || next.text.includes(INVALID_CHARACTER)) return null
  return { line: next.line, byte: endByte - Buffer.byteLength(next.text) }
}

/** Empty cells beyond the last column say nothing and are cut off; anything else that does not fit is a misfit. */
function fitToWidth(cells: string[], width: number): 'tooManyCells' | 'tooFewCells' | null {
  if (cells.length < width) return 'tooFewCells'
  if (cells.slice(width).some((cell) => cell !== '')) return 'tooManyCells'
  cells.length = width
  return null
}
