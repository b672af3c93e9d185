/** @file Rows as a user has them become the raw columns of a recipe. */
import type { Dialect } from '../../../shared/domain/dialect'
import type { FittedRecipe, RawColumn } from '../../../shared/domain/fittedRecipe'
import { AppError } from '../../../shared/errors/appError'
import { Frame, parseFigure, toFigures, type FrameColumn } from '../../datasets'

/** How the cells are spelt: figures, dates, and which texts mean "missing". */
export type Reading = Pick<Dialect, 'decimal' | 'missing'> & Partial<Pick<Dialect, 'dateOrder'>>

/** Cells by column name; a missing cell is absent, null or empty. The cell of a picture is its file, or what names it. */
export type RawRow = Readonly<Record<string, string | null | Uint8Array>>

export type PictureCell = string | Uint8Array

export interface RawFrame {
  /** Columns of figures and texts. */
  readonly frame: Frame
  readonly pictures: ReadonlyMap<string, readonly (PictureCell | null)[]>
}

/** @returns for each row that cannot be used the column whose cell is missing. */
export function findLacking(
  rows: readonly RawRow[],
  reads: FittedRecipe['reads'],
  reading: Reading,
): Map<number, string> {
  const missing = new Set(reading.missing)
  const lacking = new Map<number, string>()
  for (const { column } of reads.filter(({ isRequired }) => isRequired)) {
    rows.forEach((row, index) => {
      if (cellOf(row[column], missing) === null && !lacking.has(index)) lacking.set(index, column)
    })
  }
  return lacking
}

interface FrameOptions {
  readonly reads: FittedRecipe['reads']
  readonly reading: Reading
  /** Of rows that follow each other in time, where the unbroken stretch of each begins. */
  readonly startOf?: Int32Array | undefined
}

/** @throws {predict/not-a-number} */
export function toRawFrame(rows: readonly RawRow[], { reads, reading, startOf }: FrameOptions): RawFrame {
  const missing = new Set(reading.missing)
  const columns: [string, FrameColumn][] = []
  const pictures = new Map<string, (PictureCell | null)[]>()
  for (const read of reads) {
    const cells = rows.map((row) => cellOf(row[read.column], missing))
    if (read.kind === 'picture') pictures.set(read.column, cells)
    columns.push([read.column, toColumn(cells, read, reading)])
  }
  return { frame: new Frame(rows.length, columns, startOf), pictures }
}

export function cellOf(cell: RawRow[string] | undefined, missing: ReadonlySet<string>): PictureCell | null {
  if (typeof cell !== 'string') return cell ?? null
  const text = cell.trim()
  return text === '' || missing.has(text) ? null : text
}

function toColumn(
  cells: readonly (PictureCell | null)[],
  { column, kind }: RawColumn,
  reading: Reading,
): FrameColumn {
  if (kind !== 'number' && kind !== 'date') return toTexts(cells, kind)
  const parse = (text: string): number => parseFigure(text, kind === 'date', reading)
  return toFigures(parseCells(cells, column, parse), kind === 'date')
}

function parseCells(
  cells: readonly (PictureCell | null)[],
  column: string,
  parse: (text: string) => number,
): Float64Array {
  return Float64Array.from(cells, (cell) => {
    if (typeof cell !== 'string') return NaN
    const value = parse(cell)
    if (Number.isNaN(value)) throw new AppError('predict/not-a-number', { column, value: cell.slice(0, 80) })
    return value
  })
}

function toTexts(cells: readonly (PictureCell | null)[], use: 'category' | 'text' | 'picture'): FrameColumn {
  const places = new Map<string, number>()
  const codes = Int32Array.from(cells, (cell) => {
    if (cell === null) return -1
    const text = typeof cell === 'string' ? cell : ''
    const place = places.get(text) ?? places.size
    places.set(text, place)
    return place
  })
  return { kind: 'texts', use, codes, texts: [...places.keys()] }
}
