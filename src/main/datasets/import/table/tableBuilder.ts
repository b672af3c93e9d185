/** @file Gathers the rows of a source into a table, whatever they were read from. */
import { totalmem } from 'node:os'
import type { RejectedRow } from '../../../../shared/domain/dataset'
import { AppError } from '../../../../shared/errors/appError'
import { MAX_COLUMNS, PREVIEW_ROWS } from '../../limits'
import type { Decimal } from '../cellText'
import { ColumnBuilder, figureText } from './columnBuilder'
import { textOfCell, trimSpan, type CellSpans } from '../formats/delimited/cellSpans'
import { GrowingInts } from './growing'
import type { KnownColumn, Table, TableFile } from './table'

/** A trimmed text, or a figure as the source holds it; "" where there is nothing. */
export type Cell = string | number

export interface TableBuilderOptions {
  readonly decimal: Decimal
  /** Columns whose texts are kept however many they are. */
  readonly textColumns: ReadonlySet<number> | 'all'
  /** @default what the machine has */
  readonly memoryBytes?: number
}

/** Figures of a table may fill so much of the memory; the rest is for their texts, for copies, and for others. */
const MEMORY_SHARE = 0.5

export interface TableFacts {
  readonly header: readonly string[] | undefined
  readonly known?: readonly (KnownColumn | null)[]
}

export class TableBuilder {
  private readonly columns: ColumnBuilder[] = []
  private readonly lines = new GrowingInts()
  private readonly rejected: RejectedRow[] = []
  private readonly head: string[][] = []
  private readonly files: TableFile[] = []
  private rowCount = 0
  /** More rows would not fit into memory. */
  private mostRows = Infinity
  private file: string | null = null

  constructor(private readonly options: TableBuilderOptions) {}

  get width(): number {
    return this.columns.length
  }

  /** Adds columns up to `width`, empty in the rows so far. @throws {dataset/too-many-columns} */
  widen(width: number): void {
    if (width > MAX_COLUMNS)
      throw new AppError('dataset/too-many-columns', { count: width, limit: MAX_COLUMNS })
    const { decimal, textColumns } = this.options
    while (this.columns.length < width) {
      const keepsTexts = textColumns === 'all' || textColumns.has(this.columns.length)
      const column = new ColumnBuilder(decimal, keepsTexts)
      for (let row = 0; row < this.rowCount; row++) column.push('')
      this.columns.push(column)
    }
    const { memoryBytes = machineMemory() } = this.options
    this.mostRows = Math.floor(
      (memoryBytes * MEMORY_SHARE) / (Math.max(1, width) * Float64Array.BYTES_PER_ELEMENT),
    )
  }

  /** Rows and rejected rows from now on come from this file of several. */
  beginFile(name: string): void {
    this.file = name
    this.files.push({ name, firstRow: this.rowCount })
  }

  /** @param cells one a column; those that are absent are empty. */
  addRow(cells: readonly (Cell | undefined)[], line: number): void {
    const { columns } = this
    for (let index = 0; index < columns.length; index++) {
      const cell = cells[index] ?? ''
      if (typeof cell === 'number') columns[index]?.pushFigure(cell)
      else columns[index]?.push(cell)
    }
    if (this.head.length < PREVIEW_ROWS)
      this.head.push(Array.from(columns, (_, index) => this.textOf(cells[index] ?? '')))
    this.endRow(line)
  }

  /** Adds a row that still lies in the bytes of its file. @param order which of its cells each column takes; null: in order. */
  addSpans(row: CellSpans, order: readonly number[] | null, line: number): void {
    const { columns } = this
    const { bytes, starts, ends, areTrim, rewritten } = row
    for (let index = 0; index < columns.length; index++) {
      const from = order === null ? index : (order[index] ?? 0)
      const column = columns[index]
      if (rewritten.size > 0 && rewritten.has(from)) column?.push(textOfCell(row, from))
      else if (areTrim[from] === 1 || trimSpan(row, from))
        column?.pushBytes(bytes, starts[from] ?? 0, ends[from] ?? 0)
      else column?.push(textOfCell(row, from))
    }
    if (this.head.length < PREVIEW_ROWS)
      this.head.push(Array.from(columns, (_, index) => textOfCell(row, order?.[index] ?? index)))
    this.endRow(line)
  }

  /** @throws {dataset/too-many-rows} */
  private endRow(line: number): void {
    this.lines.push(line)
    this.rowCount++
    if (this.rowCount > this.mostRows) throw new AppError('dataset/too-many-rows', { limit: this.mostRows })
  }

  reject(row: RejectedRow): void {
    this.rejected.push(this.file === null || row.file !== undefined ? row : { ...row, file: this.file })
  }

  finish({ header, known = [] }: TableFacts): Table {
    const { width } = this
    return {
      rowCount: this.rowCount,
      columns: this.columns.map((column) => column.finish()),
      lines: this.lines.finish(),
      files: this.files,
      header,
      known: Array.from({ length: width }, (_, index) => known[index] ?? null),
      rejected: this.rejected,
      // Columns may have come after the first rows.
      head: this.head.map((cells) => Array.from({ length: width }, (_, index) => cells[index] ?? '')),
    }
  }

  private textOf(cell: Cell): string {
    return typeof cell === 'number' ? figureText(cell, this.options.decimal) : cell
  }
}

/** What a container allows, where it is less than what the machine has. */
function machineMemory(): number {
  return Math.min(totalmem(), process.constrainedMemory() || Infinity)
}
