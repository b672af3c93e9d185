/** @file Reads rows back out of a table as texts. */
import type { RejectedRow } from '../../../../shared/domain/dataset'
import type { Decimal } from '../cellText'
import { figureText } from './columnBuilder'
import type { Table, TableColumn } from './table'

export type RowReader = (row: number) => string[]

/** @returns a function that gives the cells of a row: as they were read, or, where texts were not kept, as their figures. */
export function createRowReader(table: Table, decimal: Decimal): RowReader {
  const readers = table.columns.map((column) => createCellReader(column, decimal))
  return (row) => readers.map((read) => read(row))
}

function createCellReader(column: TableColumn, decimal: Decimal): (row: number) => string {
  const { codes, texts, numbers } = column
  if (codes) return (row) => texts[codes[row] ?? -1] ?? ''
  const odd = new Map<number, string>()
  column.odd.rows.forEach((row, at) => odd.set(row, column.odd.texts[column.odd.codes[at] ?? -1] ?? ''))
  return (row) => {
    const value = numbers?.[row] ?? NaN
    return Number.isNaN(value) ? (odd.get(row) ?? '') : figureText(value, decimal)
  }
}

/** Where a row of a table stands in its source. */
export function placeOf({ files, lines }: Table, row: number): Pick<RejectedRow, 'line' | 'file'> {
  const line = lines[row] ?? 0
  const file = files.findLast(({ firstRow }) => firstRow <= row)
  return file ? { line, file: file.name } : { line }
}

export interface PageRequest {
  readonly table: Table
  readonly decimal: Decimal
  /** Texts that mean "missing". */
  readonly missing: ReadonlySet<string>
  /** 1 for rows that are not shown. */
  readonly isHidden: Uint8Array
  readonly offset: number
  readonly limit: number
}

/** @returns a page of the rows that are not hidden, null where missing. */
export function pageRows(request: PageRequest): { total: number; rows: (string | null)[][] } {
  const { table, decimal, missing, isHidden, offset, limit } = request
  const read = createRowReader(table, decimal)
  const rows: (string | null)[][] = []
  let shown = 0
  for (let row = 0; row < isHidden.length; row++) {
    if (isHidden[row] !== 0) continue
    if (shown >= offset && rows.length < limit)
      rows.push(read(row).map((cell) => (cell === '' || missing.has(cell) ? null : cell)))
    shown++
  }
  return { total: shown, rows }
}
